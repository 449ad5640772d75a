package org.trainyard.app.dataset.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.trainyard.app.dataset.DatasetFormat;

/** How rows follow each other in a text. */
enum Framing {
  /** One array holds all rows. */
  ARRAY(DatasetFormat.JSON, "\\[\\s*([\\[{\\]].*)?"),
  /** Row after row, usually one a line. */
  LINES(DatasetFormat.JSONL, "(\\{\\s*[\"}]|\\[[^\\[\\]\\r\\n]*]\\s*[\\r\\n]\\s*\\[).*");

  private final DatasetFormat format;
  private final Pattern beginning;

  Framing(DatasetFormat format, String beginning) {
    this.format = format;
    this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
  }

  DatasetFormat format() {
    return format;
  }

  /** Whether a text that begins like this is certainly JSON with this framing. */
  boolean recognizes(byte[] head) {
    String text =
        new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "");
    return beginning.matcher(text.strip()).matches();
  }
}
