package org.trainyard.app.idempotency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.storage.Sha256;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * The header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) of a request.
 *
 * @param operation method and path: each has keys of its own
 * @param bodySha256 of the bytes of the body, by which a key that is used for two different
 *     requests is found out
 */
public record IdempotencyKey(String operation, String key, String bodySha256) {

  /** A text in quotes, as the draft has it, or the same without. */
  private static final Pattern FORM =
      Pattern.compile("\"([ -~&&[^\"\\\\]]{1,255})\"|([!-~&&[^\"\\\\]]{1,255})");

  /**
   * Reads the header.
   *
   * @param header absent: empty
   * @throws org.trainyard.app.web.ProblemException {@code wrong-type} if it is no key
   */
  public static Optional<IdempotencyKey> of(
      @Nullable String header, String operation, byte[] body) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches()) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The header Idempotency-Key is a text of 1 to 255 printable ASCII characters in quotes, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\".")
          .with("header", "Idempotency-Key")
          .toException();
    }
    String key = form.group(1) == null ? form.group(2) : form.group(1);
    return Optional.of(new IdempotencyKey(operation, key, Sha256.hex(body)));
  }
}
