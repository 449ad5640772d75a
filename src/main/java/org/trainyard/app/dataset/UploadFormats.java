package org.trainyard.app.dataset;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Finds the reader of an upload, by what the client says or by the bytes. */
@Component
final class UploadFormats {

  private static final Set<String> OF_ANY_FORMAT = Set.of("name", "format", "sha256");

  private final Map<DatasetFormat, DatasetReader> readers = new EnumMap<>(DatasetFormat.class);

  UploadFormats(List<DatasetReader> readers) {
    readers.forEach(reader -> this.readers.put(reader.format(), reader));
  }

  /** The reader of a format in which data sets are uploaded. */
  DatasetReader of(DatasetFormat format) {
    return Objects.requireNonNull(readers.get(format), "a format without a reader");
  }

  /**
   * The reader of a file.
   *
   * @param head its first bytes
   * @param parts the files that were sent
   * @param said the formats that the client says it may be; where it says nothing the bytes do, and
   *     where they are of no known format the parts do: CSV for one file
   */
  DatasetReader told(byte[] head, Set<Upload.Part> parts, Set<DatasetFormat> said) {
    Optional<DatasetReader> recognized =
        readers.values().stream().filter(reader -> reader.recognizes(head)).findFirst();
    if (recognized.isPresent()) {
      requireSaid(recognized.get(), said);
      return recognized.get();
    }
    DatasetReader reader =
        said.stream().sorted().findFirst().map(this::of).orElseGet(() -> ofParts(parts));
    Signature.of(head)
        .ifPresent(signature -> {
          throw signature.problem(reader.format()).toException();
        });
    return reader;
  }

  private static void requireSaid(DatasetReader recognized, Set<DatasetFormat> said) {
    if (!said.isEmpty() && !said.contains(recognized.format())) {
      String expected =
          said.stream().sorted().map(DatasetFormat::label).collect(Collectors.joining(" or "));
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "The file is %s, not %s.".formatted(recognized.format().label(), expected))
          .with("detected", recognized.format().label())
          .with("expected", expected)
          .hint(howToSend(recognized))
          .toException();
    }
  }

  private DatasetReader ofParts(Set<Upload.Part> parts) {
    return readers.values().stream()
        .filter(reader -> reader.parts().equals(parts))
        .findFirst()
        .orElseGet(() -> of(DatasetFormat.CSV));
  }

  /** Refuses files and options that the format has no use for, and asks for those it needs. */
  static void requireFit(DatasetReader reader, Set<Upload.Part> parts, List<String> given) {
    String format = reader.format().label();
    for (Upload.Part part : Upload.Part.values()) {
      boolean needed = reader.parts().contains(part);
      if (needed && !parts.contains(part)) {
        throw Problem.of(
                ProblemType.MISSING_FIELD,
                "An upload of format %s needs the part '%s'.".formatted(format, part.label()))
            .with("part", part.label())
            .hint(howToSend(reader))
            .toException();
      }
      if (!needed && parts.contains(part)) {
        throw Problem.of(
                ProblemType.UNKNOWN_FIELD,
                "An upload of format %s has no part '%s'.".formatted(format, part.label()))
            .with("part", part.label())
            .hint(howToSend(reader))
            .toException();
      }
    }
    for (String option : given) {
      if (!OF_ANY_FORMAT.contains(option) && !reader.options().contains(option)) {
        throw Problem.of(
                ProblemType.UNKNOWN_FIELD,
                "The option '%s' means nothing to the format %s; leave it out."
                    .formatted(option, format))
            .with("parameter", option)
            .toException();
      }
    }
  }

  private static String howToSend(DatasetReader reader) {
    String form =
        Arrays.stream(Upload.Part.values())
            .filter(reader.parts()::contains)
            .map(part -> "-F %s=@<file>".formatted(part.label()))
            .collect(Collectors.joining(" "));
    return "Send multipart/form-data: curl %s '<service>/api/v1/datasets?format=%s'."
        .formatted(form, reader.format().label());
  }
}
