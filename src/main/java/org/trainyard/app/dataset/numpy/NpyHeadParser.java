package org.trainyard.app.dataset.numpy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Echo;

/**
 * Reads the dictionary in the head of an array: {@code {'descr': '<f8', 'fortran_order': False,
 * 'shape': (3, 4), }}. Three keys, each once, and nothing is evaluated.
 */
final class NpyHeadParser {

  private static final int MOST_DIMENSIONS = 32;

  private final String text;
  private int at;
  private @Nullable String descr;
  private NpyHead.@Nullable Order order;
  private @Nullable List<Long> shape;

  private NpyHeadParser(String text) {
    this.text = text;
  }

  /**
   * The head in a text.
   *
   * @param bytes of the whole head
   * @throws Malformed if it is none
   */
  static NpyHead parse(String text, int bytes) {
    NpyHeadParser parser = new NpyHeadParser(text);
    parser.dictionary();
    if (parser.descr == null || parser.order == null || parser.shape == null) {
      throw new Malformed("its head lacks 'descr', 'fortran_order' or 'shape'");
    }
    return new NpyHead(NpyType.of(parser.descr), parser.order, parser.shape, bytes);
  }

  /** A head that cannot be read; the message ends a sentence. */
  static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private void dictionary() {
    expect('{');
    while (!accept('}')) {
      String key = quoted();
      expect(':');
      value(key);
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw unexpected();
    }
  }

  private void value(String key) {
    switch (key) {
      case "descr" -> {
        requireFirst(descr, key);
        descr = type();
      }
      case "fortran_order" -> {
        requireFirst(order, key);
        order = acceptWord("True") ? NpyHead.Order.FORTRAN : requireFalse();
      }
      case "shape" -> {
        requireFirst(shape, key);
        shape = sizes();
      }
      default -> throw new Malformed("its head has the key '%s'".formatted(Echo.of(key)));
    }
  }

  private static void requireFirst(@Nullable Object before, String key) {
    if (before != null) {
      throw new Malformed("its head has the key '%s' twice".formatted(key));
    }
  }

  private String type() {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '[') {
      throw new Malformed(
          "it is a structured array, with named fields; save one array of plain numbers");
    }
    return quoted();
  }

  private NpyHead.Order requireFalse() {
    if (!acceptWord("False")) {
      throw unexpected();
    }
    return NpyHead.Order.C;
  }

  private List<Long> sizes() {
    List<Long> sizes = new ArrayList<>();
    expect('(');
    while (!accept(')')) {
      if (sizes.size() == MOST_DIMENSIONS) {
        throw new Malformed("it has more than %d dimensions".formatted(MOST_DIMENSIONS));
      }
      sizes.add(size());
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return sizes;
  }

  private long size() {
    skipBlanks();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > 18) { // as many digits fit into a long
      throw unexpected();
    }
    long size = Long.parseLong(text, start, at, 10);
    accept('L'); // Python 2 wrote it behind some numbers
    return size;
  }

  private String quoted() {
    skipBlanks();
    char quote = at < text.length() ? text.charAt(at) : 0;
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw unexpected();
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private boolean acceptWord(String word) {
    skipBlanks();
    boolean found = text.startsWith(word, at);
    at += found ? word.length() : 0;
    return found;
  }

  private boolean accept(char c) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unexpected();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
  }

  private Malformed unexpected() {
    String rest = text.substring(Math.min(at, text.length()));
    return new Malformed(
        rest.isEmpty()
            ? "its head ends early"
            : "its head is not the expected dictionary, at '%s'".formatted(Echo.of(rest)));
  }
}
