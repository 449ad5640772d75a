package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** A required member may not be {@code null} either: Jackson alone only wants it to be there. */
final class StrictIntrospector extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    JsonProperty property = _findAnnotation(annotated, JsonProperty.class);
    if (property != null && property.required()) {
      return JsonSetter.Value.forValueNulls(Nulls.FAIL);
    }
    return super.findSetterInfo(config, annotated);
  }
}
