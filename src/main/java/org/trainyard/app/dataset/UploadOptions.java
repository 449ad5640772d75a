package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about an upload; what is null is told from the bytes.
 *
 * @param separator between fields
 * @param header what the first line holds
 * @param missing the words that stand for a missing value, beside the empty field
 * @param columns what is said about columns, by the name that they have in the file
 */
public record UploadOptions(
    String name,
    @Nullable DatasetFormat format,
    @Nullable Character separator,
    @Nullable Header header,
    Set<String> missing,
    Decimal decimal,
    Map<String, ColumnChoice> columns) {

  /** What stands for a missing value unless the client says otherwise. */
  public static final Set<String> MISSING =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(List.of("NA", "N/A", "NaN", "nan", "null", "?")));

  public UploadOptions {
    missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** The format, once it is told. */
  public DatasetFormat requireFormat() {
    return Objects.requireNonNull(format, "a table whose format was not told");
  }

  /** The same for a format that has no options of its own. */
  public UploadOptions told(DatasetFormat toldFormat) {
    return new UploadOptions(name, toldFormat, separator, header, missing, decimal, columns);
  }

  /** Nothing said but the name. */
  public static UploadOptions named(String name) {
    return new UploadOptions(name, null, null, null, MISSING, Decimal.POINT, Map.of());
  }

  /** What the first line holds. */
  public enum Header {
    NAMES,
    DATA
  }

  /** The sign before the fraction of a number. */
  public enum Decimal {
    POINT('.'),
    COMMA(',');

    private final char sign;

    Decimal(char sign) {
      this.sign = sign;
    }

    public char sign() {
      return sign;
    }
  }

  /**
   * What is said about a column.
   *
   * @param type null: told from its values
   * @param name null: the one in the file
   * @param categories new names of texts, by the text in the file; two may become one. A column
   *     that has some is categorical
   * @param reason stands in an answer of {@code inspect}; chooses nothing
   */
  public record ColumnChoice(
      @Nullable ColumnType type,
      @Nullable String name,
      @Nullable Map<String, String> categories,
      @Nullable String reason) {

    public ColumnChoice(@Nullable ColumnType type, @Nullable String name) {
      this(type, name, null, null);
    }
  }

  /** What a column is to be. */
  public enum ColumnType {
    @JsonProperty("numeric")
    NUMERIC,
    @JsonProperty("categorical")
    CATEGORICAL,
    @JsonProperty("ignore")
    IGNORE
  }
}
