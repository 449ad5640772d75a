package org.trainyard.app.web.json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Remembers which members each type requires, so that a message can name all that are missing where
 * Jackson stops at the first. Safe for use by several threads.
 */
final class RequiredMembers extends ValueDeserializerModifier {

  private static final long serialVersionUID = 1L;

  private final transient Map<Class<?>, List<String>> required = new ConcurrentHashMap<>();

  @Override
  public List<BeanPropertyDefinition> updateProperties(
      DeserializationConfig config,
      BeanDescription.Supplier type,
      List<BeanPropertyDefinition> properties) {
    required.put(
        type.getBeanClass(),
        properties.stream()
            .filter(BeanPropertyDefinition::isRequired)
            .map(BeanPropertyDefinition::getName)
            .toList());
    return properties;
  }

  List<String> of(Class<?> type) {
    return required.getOrDefault(type, List.of());
  }
}
