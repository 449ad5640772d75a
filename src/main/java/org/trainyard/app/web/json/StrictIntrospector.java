package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * A required member may not be {@code null} either: Jackson alone only wants it to be there. And no
 * list or map holds a {@code null} unless it says so with {@link JsonSetter}.
 */
final class StrictIntrospector extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    JsonSetter.Value found = super.findSetterInfo(config, annotated);
    JsonSetter.Value strict =
        found.nonDefaultContentNulls() == null ? found.withContentNulls(Nulls.FAIL) : found;
    JsonProperty property = _findAnnotation(annotated, JsonProperty.class);
    return property != null && property.required()
        ? strict.withValueNulls(Nulls.FAIL, strict.getContentNulls())
        : strict;
  }
}
