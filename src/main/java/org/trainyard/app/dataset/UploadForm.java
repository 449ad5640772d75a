package org.trainyard.app.dataset;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
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

  /** Reads the parts of a request, of which the larger ones lie on the disk. */
  Map<Upload.Part, SentFile> read(MultipartHttpServletRequest request) throws IOException {
    request.getMultiFileMap(); // parses the body, with Spring's exceptions
    try {
      for (Part part : request.getParts()) {
        add(part);
      }
    } catch (ServletException e) {
      throw new MultipartException("the parts cannot be read", e);
    }
    if (!files.containsKey(Upload.Part.FILE)) {
      throw Problem.of(ProblemType.MISSING_FIELD, "The part 'file' is missing.")
          .with("part", "file")
          .hint("curl -F file=@<file> sends one.")
          .toException();
    }
    return files;
  }

  private void add(Part part) throws IOException {
    for (Upload.Part known : Upload.Part.values()) {
      if (part.getName().equals(known.label())) {
        addFile(known, part);
        return;
      }
    }
    if (part.getName().equals("options")) {
      options.document(bytes(part));
    } else {
      options.field(part.getName(), new String(bytes(part), StandardCharsets.UTF_8));
    }
  }

  private void addFile(Upload.Part known, Part part) {
    if (files.put(known, new SentFile(part::getInputStream, part.getContentType())) != null) {
      throw Problem.of(
              ProblemType.MALFORMED_MULTIPART,
              "There are two parts '%s'; send one.".formatted(known.label()))
          .with("part", known.label())
          .toException();
    }
  }

  private static byte[] bytes(Part part) throws IOException {
    if (part.getSize() > MAX_TEXT) {
      throw Problem.of(
              ProblemType.FIELD_TOO_LARGE,
              "The part '%s' has more than %d bytes.".formatted(part.getName(), MAX_TEXT))
          .with("part", part.getName())
          .limit(MAX_TEXT, part.getSize())
          .toException();
    }
    try (InputStream in = part.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
