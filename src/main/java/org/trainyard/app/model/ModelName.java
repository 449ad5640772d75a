package org.trainyard.app.model;

import java.util.regex.Pattern;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** The rule for names of models. */
public final class ModelName {

  /** Letters, digits, dot, underscore and hyphen; 1 to 128 of them, the first no punctuation. */
  public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  private ModelName() {}

  /** Whether a model may have that name; {@code stats} is taken by the protocols of others. */
  public static boolean isValid(String name) {
    return COMPILED.matcher(name).matches() && !name.equals("stats");
  }

  /** A valid name made from any text. */
  public static String from(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String shortened = name.length() > 128 ? name.substring(0, 128) : name;
    return isValid(shortened) ? shortened : "model-" + shortened;
  }

  /** What is wrong with a name, as a problem at that place. */
  public static Problem problem(String name, String pointer) {
    return Problem.of(
            ProblemType.DEFINITION_INVALID,
            "'%s' cannot name a model; a name matches %s and is not 'stats'."
                .formatted(Echo.of(name), PATTERN))
        .field(pointer);
  }
}
