package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Says what Jackson found wrong, with the place as a JSON pointer and without a class name. */
@Component
public final class JsonProblems {

  private static final JsonMapper TREES = JsonMapper.builder().build();

  private final RequiredMembers required;

  JsonProblems(RequiredMembers required) {
    this.required = required;
  }

  /** The text of the body that could not be bound, empty if it is not known. */
  public static String textOf(HttpMessageNotReadableException failure) {
    return failure.getHttpInputMessage() instanceof CheckedBody body ? body.text() : "";
  }

  /**
   * What is wrong, the most important first.
   *
   * @param text the document, empty if it is not at hand
   * @throws RuntimeException the failure itself, if it is the service's mistake
   */
  public List<Problem> of(JacksonException failure, String text) {
    return switch (failure) {
      case UnrecognizedPropertyException e -> List.of(unknownMember(e));
      case InvalidTypeIdException e -> List.of(subtype(e));
      case InvalidNullException e -> List.of(wrongType(e, "null", e.getTargetType()));
      case InvalidDefinitionException e -> throw e;
      case ValueInstantiationException e -> refusedByConstructor(e);
      case InputCoercionException e -> List.of(beyondRange(e));
      case InvalidFormatException e
          when enumOf(e) != null && e.getValue() instanceof String text2 ->
          List.of(unknownWord(e, Objects.requireNonNull(enumOf(e)), text2));
      case MismatchedInputException e when isMissing(e) -> missing(e, text);
      case MismatchedInputException e -> List.of(mismatch(e, text));
      default -> List.of(Problem.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON."));
    };
  }

  private static Problem unknownMember(UnrecognizedPropertyException e) {
    List<String> known =
        Optional.ofNullable(e.getKnownPropertyIds())
            .<Collection<Object>>map(ids -> ids)
            .orElse(List.of())
            .stream()
            .map(String::valueOf)
            .toList();
    Problem problem =
        Problem.of(
            ProblemType.UNKNOWN_FIELD,
            "The member '%s' is not known here.%s"
                .formatted(Echo.of(e.getPropertyName()), didYouMean(e.getPropertyName(), known)));
    return problem.field(pointer(e)).allowed(known);
  }

  private static Problem subtype(InvalidTypeIdException e) {
    Class<?> base = e.getBaseType().getRawClass();
    List<String> known = subtypeNames(base);
    String member =
        Optional.ofNullable(base.getAnnotation(JsonTypeInfo.class))
            .map(JsonTypeInfo::property)
            .orElse("type");
    String place = pointer(e);
    if (e.getTypeId() == null && !isInsideObject(e)) {
      return wrongType(e, actual(e.getCurrentToken()), base);
    }
    String field = place + "/" + escaped(member);
    if (e.getTypeId() == null) {
      return Problem.of(
              ProblemType.MISSING_FIELD,
              "The member '%s' is missing; it is one of %s.".formatted(member, quoted(known)))
          .field(field)
          .allowed(known);
    }
    return Problem.of(
            ProblemType.DEFINITION_INVALID,
            "'%s' is not a known %s; it is one of %s.%s"
                .formatted(
                    Echo.of(e.getTypeId()),
                    member,
                    quoted(known),
                    didYouMean(e.getTypeId(), known)))
        .field(field)
        .allowed(known);
  }

  private static boolean isInsideObject(MismatchedInputException e) {
    JsonToken token = e.getCurrentToken();
    return token == null
        || token == JsonToken.PROPERTY_NAME
        || token == JsonToken.START_OBJECT
        || token == JsonToken.END_OBJECT;
  }

  private List<Problem> refusedByConstructor(ValueInstantiationException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException refused) {
        return refused.problems();
      }
      if (cause instanceof IllegalArgumentException refused) {
        return List.of(
            Problem.of(ProblemType.DEFINITION_INVALID, String.valueOf(refused.getMessage()))
                .field(pointer(e)));
      }
    }
    throw e;
  }

  private static Problem beyondRange(InputCoercionException e) {
    boolean narrow = e.getTargetType() == int.class;
    return Problem.of(
            ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
            "The number is too large; whole numbers here lie between %d and %d."
                .formatted(
                    narrow ? Integer.MIN_VALUE : Long.MIN_VALUE,
                    narrow ? Integer.MAX_VALUE : Long.MAX_VALUE))
        .field(pointer(e))
        .with("limit", narrow ? Integer.MAX_VALUE : Long.MAX_VALUE);
  }

  private static Problem unknownWord(InvalidFormatException e, Class<?> words, String unknown) {
    List<String> known = enumNames(words);
    return Problem.of(
            ProblemType.DEFINITION_INVALID,
            "'%s' is not one of %s.%s"
                .formatted(Echo.of(unknown), quoted(known), didYouMean(unknown, known)))
        .field(pointer(e))
        .allowed(known);
  }

  private static boolean isMissing(MismatchedInputException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Missing required creator property")
        && !e.getPath().isEmpty();
  }

  /** Every required member that the object lacks, since Jackson names the first alone. */
  private List<Problem> missing(MismatchedInputException e, String text) {
    JacksonException.Reference last = e.getPath().getLast();
    String first = String.valueOf(last.getPropertyName());
    String pointer = pointer(e);
    String parent = pointer.substring(0, pointer.lastIndexOf('/'));
    List<String> names =
        Stream.concat(Stream.of(first), requiredBy(last.from()).stream())
            .distinct()
            .filter(name -> name.equals(first) || isAbsent(text, parent, name))
            .toList();
    return names.stream()
        .map(name ->
            Problem.of(
                    ProblemType.MISSING_FIELD,
                    "The required member '%s' is missing.".formatted(name))
                .field(parent + "/" + escaped(name)))
        .toList();
  }

  private List<String> requiredBy(@Nullable Object owner) {
    return owner == null
        ? List.of()
        : required.of(owner instanceof Class<?> type ? type : owner.getClass());
  }

  private static boolean isAbsent(String text, String parent, String name) {
    if (text.isEmpty()) {
      return false;
    }
    JsonNode object = TREES.readTree(text).at(parent);
    return object.isObject() && !object.has(name);
  }

  private static Problem mismatch(MismatchedInputException e, String text) {
    @Nullable Class<?> words = enumOf(e);
    if (words != null && e.getCurrentToken() == JsonToken.VALUE_STRING) {
      return Problem.of(
              ProblemType.DEFINITION_INVALID,
              "The text is not one of %s.".formatted(quoted(enumNames(words))))
          .field(pointer(e))
          .allowed(enumNames(words));
    }
    return wrongType(e, actual(tokenOf(e, text)), e.getTargetType());
  }

  /** The token of the document at the place: the parser may have moved on. */
  private static @Nullable JsonToken tokenOf(MismatchedInputException e, String text) {
    if (text.isEmpty()) {
      return e.getCurrentToken();
    }
    JsonNode node = TREES.readTree(text).at(pointer(e));
    return node.isMissingNode() ? e.getCurrentToken() : node.asToken();
  }

  private static Problem wrongType(JacksonException e, String actual, @Nullable Class<?> wanted) {
    String expected = expected(wanted);
    String pointer = pointer(e);
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "%s must be %s, got %s."
                .formatted(pointer.isEmpty() ? "The body" : Echo.of(pointer), expected, actual))
        .field(pointer)
        .with("expected", expected)
        .with("actual", actual);
  }

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

  private static String actual(@Nullable JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case START_ARRAY, END_ARRAY -> "an array";
      case null, default -> "an object";
    };
  }

  static String pointer(JacksonException e) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      pointer.append('/');
      if (step.getPropertyName() != null) {
        pointer.append(escaped(step.getPropertyName()));
      } else {
        pointer.append(Math.max(0, step.getIndex()));
      }
    }
    return pointer.toString();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String didYouMean(String misspelt, List<String> known) {
    return NearestName.of(misspelt, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  private static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }

  private static @Nullable Class<?> enumOf(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    return type != null && type.isEnum() ? type : null;
  }

  private static List<String> enumNames(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(field ->
            Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .filter(name -> !name.isEmpty())
                .orElse(field.getName()))
        .toList();
  }

  private static List<String> subtypeNames(Class<?> base) {
    JsonSubTypes listed = base.getAnnotation(JsonSubTypes.class);
    if (listed != null) {
      return Arrays.stream(listed.value()).flatMap(JsonProblems::names).toList();
    }
    Class<?>[] permitted = base.getPermittedSubclasses();
    return permitted == null
        ? List.of()
        : Arrays.stream(permitted).flatMap(JsonProblems::nameOf).toList();
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
