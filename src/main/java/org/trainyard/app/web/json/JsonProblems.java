package org.trainyard.app.web.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what Jackson found wrong, with the place as a JSON pointer and without a class name. */
@Component
public final class JsonProblems {

  private final MissingMembers missing;

  JsonProblems(Members members) {
    this.missing = new MissingMembers(members);
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
      case UnrecognizedPropertyException e -> List.of(unknownMember(e, text));
      case InvalidTypeIdException e -> List.of(subtype(e, text));
      case InvalidNullException e -> List.of(wrongType(e, text, "null", e.getTargetType()));
      case InvalidDefinitionException e -> throw e;
      case ValueInstantiationException e -> refusedByConstructor(e, text);
      case InputCoercionException e -> List.of(beyondRange(e, text));
      case InvalidFormatException e when enumOf(e) != null && e.getValue() instanceof String word ->
          List.of(unknownWord(e, text, Objects.requireNonNull(enumOf(e)), word));
      case MismatchedInputException e when MissingMembers.isCauseOf(e) -> missing.problems(e, text);
      case MismatchedInputException e -> List.of(mismatch(e, text));
      default -> List.of(Problem.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON."));
    };
  }

  private static Problem unknownMember(UnrecognizedPropertyException e, String text) {
    List<String> known =
        Optional.ofNullable(e.getKnownPropertyIds())
            .<Collection<Object>>map(ids -> ids)
            .orElse(List.of())
            .stream()
            .map(String::valueOf)
            .toList();
    return unknownMember(e.getPropertyName(), JsonPlace.pointer(e, text), known);
  }

  static Problem unknownMember(String name, String pointer, List<String> known) {
    return Problem.of(
            ProblemType.UNKNOWN_FIELD,
            "The member '%s' is not known here.%s"
                .formatted(Echo.of(name), JsonWords.didYouMean(name, known)))
        .field(pointer)
        .allowed(known);
  }

  private static Problem subtype(InvalidTypeIdException e, String text) {
    Class<?> base = e.getBaseType().getRawClass();
    List<String> known = JsonWords.subtypeNames(base);
    String member =
        Optional.ofNullable(base.getAnnotation(JsonTypeInfo.class))
            .map(JsonTypeInfo::property)
            .orElse("type");
    String place = JsonPlace.pointer(e, text);
    if (e.getTypeId() == null && !isInsideObject(e)) {
      return wrongType(e, text, JsonWords.actual(e.getCurrentToken()), base);
    }
    String field = place + "/" + JsonPointer.token(member);
    if (e.getTypeId() == null) {
      return Problem.of(
              ProblemType.MISSING_FIELD,
              "The member '%s' is missing; it is one of %s."
                  .formatted(member, JsonWords.quoted(known)))
          .field(field)
          .allowed(known);
    }
    return Problem.of(
            ProblemType.DEFINITION_INVALID,
            "'%s' is not a known %s; it is one of %s.%s"
                .formatted(
                    Echo.of(e.getTypeId()),
                    member,
                    JsonWords.quoted(known),
                    JsonWords.didYouMean(e.getTypeId(), known)))
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

  private List<Problem> refusedByConstructor(ValueInstantiationException e, String text) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException refused) {
        return refused.problems();
      }
      if (cause instanceof IllegalArgumentException refused) {
        return List.of(
            Problem.of(ProblemType.DEFINITION_INVALID, String.valueOf(refused.getMessage()))
                .field(JsonPlace.pointer(e, text)));
      }
    }
    throw e;
  }

  private static Problem beyondRange(InputCoercionException e, String text) {
    boolean narrow = e.getTargetType() == int.class;
    return Problem.of(
            ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
            "The number is too large; whole numbers here lie between %d and %d."
                .formatted(
                    narrow ? Integer.MIN_VALUE : Long.MIN_VALUE,
                    narrow ? Integer.MAX_VALUE : Long.MAX_VALUE))
        .field(JsonPlace.pointer(e, text))
        .with("limit", narrow ? Integer.MAX_VALUE : Long.MAX_VALUE);
  }

  private static Problem unknownWord(
      InvalidFormatException e, String text, Class<?> words, String unknown) {
    List<String> known = JsonWords.enumNames(words);
    return Problem.of(
            ProblemType.DEFINITION_INVALID,
            "'%s' is not one of %s.%s"
                .formatted(
                    Echo.of(unknown),
                    JsonWords.quoted(known),
                    JsonWords.didYouMean(unknown, known)))
        .field(JsonPlace.pointer(e, text))
        .allowed(known);
  }

  private static Problem mismatch(MismatchedInputException e, String text) {
    @Nullable Class<?> words = enumOf(e);
    if (words != null && e.getCurrentToken() == JsonToken.VALUE_STRING) {
      return Problem.of(
              ProblemType.DEFINITION_INVALID,
              "The text is not one of %s.".formatted(JsonWords.quoted(JsonWords.enumNames(words))))
          .field(JsonPlace.pointer(e, text))
          .allowed(JsonWords.enumNames(words));
    }
    return wrongType(e, text, JsonWords.actual(JsonPlace.tokenOf(e, text)), e.getTargetType());
  }

  private static Problem wrongType(
      JacksonException e, String text, String actual, @Nullable Class<?> wanted) {
    String expected = JsonWords.expected(wanted);
    String pointer = JsonPlace.pointer(e, text);
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "%s must be %s, got %s."
                .formatted(pointer.isEmpty() ? "The body" : Echo.of(pointer), expected, actual))
        .field(pointer)
        .with("expected", expected)
        .with("actual", actual);
  }

  private static @Nullable Class<?> enumOf(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    return type != null && type.isEnum() ? type : null;
  }
}
