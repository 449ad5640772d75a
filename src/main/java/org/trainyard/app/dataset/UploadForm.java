package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Sorts the parts of a form into files and options. */
final class UploadForm {

  private static final int MAX_TEXT = 1 << 20; // bytes of an option

  private final OptionsReader options;
  private final Map<Upload.Part, SentFile> files = new EnumMap<>(Upload.Part.class);

  UploadForm(OptionsReader options) {
    this.options = options;
  }

  /** Sorts the parts. */
  Map<Upload.Part, SentFile> read(FormUpload form) {
    for (FormUpload.Part part : form.parts()) {
      add(part);
    }
    if (!files.containsKey(Upload.Part.FILE)) {
      throw Problem.of(ProblemType.MISSING_FIELD, "The part 'file' is missing.")
          .with("part", "file")
          .hint("curl -F file=@<file> sends one.")
          .toException();
    }
    return files;
  }

  private void add(FormUpload.Part part) {
    for (Upload.Part known : Upload.Part.values()) {
      if (part.name().equals(known.label())) {
        addFile(known, part);
        return;
      }
    }
    if (part.name().equals("options")) {
      options.document(bytes(part));
    } else {
      options.field(part.name(), new String(bytes(part), StandardCharsets.UTF_8));
    }
  }

  private void addFile(Upload.Part known, FormUpload.Part part) {
    if (files.put(known, new SentFile(part.content()::getInputStream, part.contentType()))
        != null) {
      throw Problem.of(
              ProblemType.MALFORMED_MULTIPART,
              "There are two parts '%s'; send one.".formatted(known.label()))
          .with("part", known.label())
          .toException();
    }
  }

  private static byte[] bytes(FormUpload.Part part) {
    if (part.size() > MAX_TEXT) {
      throw Problem.of(
              ProblemType.FIELD_TOO_LARGE,
              "The part '%s' has more than %d bytes.".formatted(part.name(), MAX_TEXT))
          .with("part", part.name())
          .limit(MAX_TEXT, part.size())
          .toException();
    }
    try (InputStream in = part.content().getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
