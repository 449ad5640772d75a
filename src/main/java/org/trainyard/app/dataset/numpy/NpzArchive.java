package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DecompressionLimit;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** The arrays {@code x} and {@code y} of an archive; in capitals, too. */
final class NpzArchive {

  private static final String SUFFIX = ".npy";
  private static final String HINT = "Save it with numpy.savez(file, x=x, y=y).";

  private final Content content;
  private final DatasetProperties limits;
  private final Map<String, ZipMember> arrays = new HashMap<>(); // by the name in small letters

  private NpzArchive(Content content, DatasetProperties limits) {
    this.content = content;
    this.limits = limits;
  }

  /**
   * Opens an archive; its entries are checked before any is read.
   *
   * @throws org.trainyard.app.web.ProblemException if anything in it is not as it should be
   */
  static NpzArchive open(Content content, DatasetProperties limits) throws IOException {
    NpzArchive archive = new NpzArchive(content, limits);
    try (FileChannel file = FileChannel.open(content.file())) {
      List<ZipMember> members = ZipDirectory.read(file);
      members.forEach(archive::add);
      archive.requireBoth(members);
      return archive;
    } catch (ZipDirectory.Damaged e) {
      throw damaged(e);
    }
  }

  /** The array with that name; compressed ones are staged. */
  NpyArray array(String name) throws IOException {
    ZipMember member = arrays.get(name);
    if (member == null) {
      throw new IllegalArgumentException(name);
    }
    try (FileChannel file = FileChannel.open(content.file())) {
      return switch (member.method()) {
        case STORED -> {
          member.copyTo(file, OutputStream.nullOutputStream()); // for its checksum
          yield NpyArray.open(name, content.file(), member.offset(), member.size());
        }
        case DEFLATED -> {
          Path staged = content.stage(out -> member.copyTo(file, out));
          yield NpyArray.open(name, staged, 0, Files.size(staged));
        }
      };
    } catch (ZipDirectory.Damaged e) {
      throw damaged(e);
    }
  }

  private void add(ZipMember member) {
    String entry = member.name();
    if (entry.contains("/") || entry.contains("\\") || entry.contains("..")) {
      throw refusal(entry, "is a path; archives with paths are not read");
    }
    if (!entry.endsWith(SUFFIX)) {
      throw refusal(entry, "is no array of NumPy");
    }
    String name = entry.substring(0, entry.length() - SUFFIX.length());
    if (!name.equalsIgnoreCase("x") && !name.equalsIgnoreCase("y")) {
      throw refusal(entry, "is neither 'x' nor 'y', and nothing else is read");
    }
    DecompressionLimit.require(member.size(), member.compressed(), limits);
    if (arrays.put(name.toLowerCase(Locale.ROOT), member) != null) {
      throw refusal(entry, "stands twice in the archive");
    }
  }

  private void requireBoth(List<ZipMember> members) {
    if (arrays.size() < 2) {
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "The archive needs the arrays 'x' and 'y'; it holds %s."
                  .formatted(
                      members.isEmpty()
                          ? "nothing"
                          : members.stream()
                              .map(member -> "'%s'".formatted(Echo.of(member.name())))
                              .collect(Collectors.joining(", "))))
          .hint(HINT)
          .toException();
    }
  }

  private static RuntimeException refusal(String entry, String reason) {
    return Problem.of(
            ProblemType.CONTAINER_INVALID, "The entry '%s' %s.".formatted(Echo.of(entry), reason))
        .with("entry", Echo.of(entry))
        .hint(HINT)
        .toException();
  }

  private static RuntimeException damaged(ZipDirectory.Damaged cause) {
    return Problem.of(
            ProblemType.CONTAINER_INVALID,
            "The archive cannot be read: it %s.".formatted(cause.getMessage()))
        .hint("Send the whole file, as numpy.savez writes it.")
        .toException();
  }
}
