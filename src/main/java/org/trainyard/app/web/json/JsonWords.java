package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.NearestName;
import tools.jackson.core.JsonToken;

/** Java types and tokens in the words of someone who writes JSON. */
public final class JsonWords {

  private JsonWords() {}

  /** What a Java type looks like in JSON, for a person. */
  public static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type.isEnum()) {
      return "one of " + quoted(enumNames(type));
    }
    return CharSequence.class.isAssignableFrom(type) ? "text" : "an object";
  }

  static String actual(@Nullable JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a point or an exponent";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case START_ARRAY, END_ARRAY -> "an array";
      case null, default -> "an object";
    };
  }

  static String didYouMean(String misspelt, List<String> known) {
    return NearestName.of(misspelt, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }

  static List<String> enumNames(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(field ->
            Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .filter(name -> !name.isEmpty())
                .orElse(field.getName()))
        .toList();
  }

  static List<String> subtypeNames(Class<?> base) {
    JsonSubTypes listed = base.getAnnotation(JsonSubTypes.class);
    if (listed != null) {
      return Arrays.stream(listed.value()).flatMap(JsonWords::names).toList();
    }
    Class<?>[] permitted = base.getPermittedSubclasses();
    return permitted == null
        ? List.of()
        : Arrays.stream(permitted).flatMap(JsonWords::nameOf).toList();
  }

  private static Stream<String> names(JsonSubTypes.Type type) {
    Stream<String> names = Stream.concat(Stream.of(type.name()), Arrays.stream(type.names()));
    List<String> given = names.filter(name -> !name.isEmpty()).toList();
    return given.isEmpty() ? nameOf(type.value()) : given.stream();
  }

  private static Stream<String> nameOf(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(JsonTypeName.class)).stream()
        .map(JsonTypeName::value);
  }
}
