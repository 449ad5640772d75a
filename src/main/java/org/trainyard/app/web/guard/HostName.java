package org.trainyard.app.web.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name in a Host header, without its port, in lower case and without a trailing dot. */
final class HostName {

  private static final Pattern AUTHORITY =
      Pattern.compile("([a-z0-9_.-]{1,253}|\\[[0-9a-f:.]{2,45}])(:\\d{0,5})?");

  private HostName() {}

  static Optional<String> of(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
  }
}
