package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Remembers which members each type has and which of them it requires, so that a message can name
 * all that are missing and what was written in their place, where Jackson stops at the first
 * missing one. Safe for use by several threads.
 */
final class Members extends ValueDeserializerModifier {

  private static final long serialVersionUID = 1L;

  private final transient Map<Class<?>, OfType> types = new ConcurrentHashMap<>();

  @Override
  public List<BeanPropertyDefinition> updateProperties(
      DeserializationConfig config,
      BeanDescription.Supplier type,
      List<BeanPropertyDefinition> properties) {
    types.put(
        type.getBeanClass(),
        new OfType(
            Stream.concat(
                    typeMember(config, type.getClassInfo()),
                    properties.stream().map(BeanPropertyDefinition::getName))
                .distinct()
                .toList(),
            properties.stream()
                .filter(BeanPropertyDefinition::isRequired)
                .map(BeanPropertyDefinition::getName)
                .toList()));
    return properties;
  }

  /** The member that tells which of several types an object is; Jackson keeps it to itself. */
  private static Stream<String> typeMember(DeserializationConfig config, AnnotatedClass type) {
    return Optional.ofNullable(
        config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, type))
        .map(JsonTypeInfo.Value::getPropertyName)
        .stream();
  }

  OfType of(Class<?> type) {
    return types.getOrDefault(type, OfType.NONE);
  }

  /** The names of a type's members; none where the type was never read. */
  record OfType(List<String> known, List<String> required) {

    private static final OfType NONE = new OfType(List.of(), List.of());
  }
}
