package org.trainyard.app.dataset.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.ColumnType;

/**
 * A column that is being read. What it holds is said by the client, or told from a sample, or
 * decided by its first value; from then on it holds nothing else. Belongs to the thread that reads;
 * another may ask for its kind at any time, and for its texts when reading has ended.
 */
public final class RawColumn {

  private final String name;
  private final String nameInFile;
  private final @Nullable ColumnType declared;
  private final Map<String, String> categories;
  private final List<Integer> shape;
  private final TextDictionary texts;
  private volatile Kind kind; // decided once

  private RawColumn(ColumnNames.Named named, List<Integer> shape, Kind kind, TextDictionary texts) {
    this.name = named.name();
    this.nameInFile = named.nameInFile();
    this.declared = named.type();
    this.categories = named.categories();
    this.shape = List.copyOf(shape);
    this.kind = kind;
    this.texts = texts;
  }

  /** What a column holds. */
  public enum Kind {
    /** Nothing but missing values up to now. */
    UNDECIDED,
    NUMBERS,
    /** Raw values are numbers of the dictionary. */
    TEXTS,
    /** The client wants it left out: raw values are NaN. */
    LEFT_OUT
  }

  /** A column of one value a row; what the client says of it comes before {@code told}. */
  public static RawColumn of(ColumnNames.Named named, Kind told, int maxCategories) {
    Kind kind =
        switch (named.type()) {
          case NUMERIC -> Kind.NUMBERS;
          case CATEGORICAL -> Kind.TEXTS;
          case IGNORE -> Kind.LEFT_OUT;
          case null -> told;
        };
    return new RawColumn(named, List.of(), kind, new TextDictionary(maxCategories));
  }

  /** A column of several numbers a row, such as the pixels of an image. */
  public static RawColumn shaped(ColumnNames.Named named, List<Integer> shape) {
    Kind kind = named.type() == ColumnType.IGNORE ? Kind.LEFT_OUT : Kind.NUMBERS;
    return new RawColumn(named, shape, kind, new TextDictionary(0));
  }

  public String name() {
    return name;
  }

  /** The name that the file has for it. */
  public String nameInFile() {
    return nameInFile;
  }

  /** What the client says it is; null: nothing. */
  public @Nullable ColumnType declared() {
    return declared;
  }

  /** New names that the client gives to texts, by the text in the file. */
  public Map<String, String> categories() {
    return categories;
  }

  /** Empty for one value a row. */
  public List<Integer> shape() {
    return shape;
  }

  /** Raw values of a row. */
  public int width() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  public Kind kind() {
    return kind;
  }

  /** Decides what an undecided column holds. */
  public void decide(Kind decision) {
    kind = decision;
  }

  /** The texts of a column of texts. */
  public TextDictionary texts() {
    return texts;
  }
}
