package org.trainyard.app.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The place in a list at which the next page starts: the sort keys of the last item shown, opaque
 * to clients (base64url). A checksum before them tells a cursor that was cut or changed; it is no
 * secret, because whoever makes a cursor up sees no more than the list itself shows.
 *
 * @param keys in the order of the sort; none at the start
 */
public record Cursor(List<String> keys) {

  /** The most items of a page, whatever the client asks for. */
  public static final int MAX_LIMIT = 200;

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LENGTH = 512;
  private static final int CHECKSUM_BYTES = 4;
  private static final String SEPARATOR = "\n";
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

  public Cursor {
    keys = List.copyOf(keys);
  }

  public static Cursor after(String... keys) {
    return new Cursor(List.of(keys));
  }

  /** The text that {@link #parse} reads. */
  public String encode() {
    byte[] text = String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
    CRC32 checksum = new CRC32();
    checksum.update(text);
    ByteBuffer bytes = ByteBuffer.allocate(CHECKSUM_BYTES + text.length);
    bytes.putInt((int) checksum.getValue()).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads the query parameter {@code cursor}.
   *
   * @param cursor absent or empty for the start of the list
   * @param size how many keys the list sorts by
   * @throws ProblemException {@code wrong-type} if this service did not make the cursor
   */
  public static Cursor parse(@Nullable String cursor, int size) {
    if (cursor == null || cursor.isEmpty()) {
      return new Cursor(List.of());
    }
    Cursor parsed = decoded(cursor);
    if (parsed.keys.size() != size || parsed.hasNul() || !parsed.encode().equals(cursor)) {
      throw garbled(cursor);
    }
    return parsed;
  }

  /**
   * Reads the query parameter {@code limit}: 50 if absent, at most 200.
   *
   * @throws ProblemException {@code wrong-type} if it is no whole number above zero
   */
  public static int limit(@Nullable String limit) {
    if (limit == null || limit.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    int wanted = WHOLE_NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    if (wanted == 0) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'limit' must be a whole number between 1 and %d, got '%s'."
                  .formatted(MAX_LIMIT, Echo.of(limit)))
          .with("parameter", "limit")
          .toException();
    }
    return Math.min(wanted, MAX_LIMIT);
  }

  /** The one key of a list that sorts by one; empty at the start. */
  public String key() {
    return keys.isEmpty() ? "" : keys.getFirst();
  }

  public boolean isStart() {
    return keys.isEmpty();
  }

  /** PostgreSQL takes none. */
  private boolean hasNul() {
    return keys.stream().anyMatch(key -> key.indexOf('\0') >= 0);
  }

  private static Cursor decoded(String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw garbled(cursor);
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      int start = Math.min(CHECKSUM_BYTES, bytes.length);
      String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
      return after(text.split(SEPARATOR, -1)); // whoever asked writes it again, and compares
    } catch (IllegalArgumentException _) {
      throw garbled(cursor);
    }
  }

  private static ProblemException garbled(String cursor) {
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "The cursor '%s' is not one of this list's; start again without it."
                .formatted(Echo.of(cursor)))
        .with("parameter", "cursor")
        .toException();
  }
}
