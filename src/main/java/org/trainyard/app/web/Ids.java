package org.trainyard.app.web;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Makes opaque ids: a prefix and 26 characters of Crockford's base 32, ordered by time (the layout
 * of ULID: 48 bits of milliseconds, 80 random bits).
 */
@Component
public final class Ids {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern BODY = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  private final InstantSource clock;
  private final RandomGenerator random = new SecureRandom();

  Ids(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Makes the next id.
   *
   * @param prefix such as {@code ds_}
   */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + 26).append(prefix);
    append(id, clock.millis(), 10);
    append(id, random.nextLong() & 0xFF_FFFF_FFFFL, 8);
    append(id, random.nextLong() & 0xFF_FFFF_FFFFL, 8);
    return id.toString();
  }

  /**
   * Returns {@code id} if it has the form of an id with that prefix.
   *
   * @throws ProblemException {@code bad-id} otherwise
   */
  public static String checked(String prefix, String id) {
    if (id.startsWith(prefix) && BODY.matcher(id.substring(prefix.length())).matches()) {
      return id;
    }
    throw Problem.of(
            ProblemType.BAD_ID,
            "'%s' is not an id of this kind; expected '%s' and 26 characters of 0-9 and A-Z without I, L, O, U."
                .formatted(Echo.of(id), prefix))
        .toException();
  }

  private static void append(StringBuilder id, long bits, int characters) {
    for (int i = characters - 1; i >= 0; i--) {
      id.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
    }
  }
}
