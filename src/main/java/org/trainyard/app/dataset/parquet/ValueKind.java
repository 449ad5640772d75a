package org.trainyard.app.dataset.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the values of a column are. */
enum ValueKind {
  SIGNED,
  UNSIGNED,
  REAL,
  TRUTH,
  TEXT,
  DATE,
  TIME,
  TIMESTAMP;

  /** The kind of a column; empty if it is one that is not read. */
  static Optional<ValueKind> of(ColumnSchema column) {
    LogicalType logical = column.logicalType();
    return switch (column.type()) {
      case BOOLEAN -> Optional.of(TRUTH);
      case FLOAT, DOUBLE -> Optional.of(REAL);
      case INT32, INT64 -> ofWhole(logical, column.type());
      case BYTE_ARRAY ->
          logical == null
                  || logical instanceof LogicalType.StringType
                  || logical instanceof LogicalType.EnumType
                  || logical instanceof LogicalType.JsonType
              ? Optional.of(TEXT)
              : Optional.empty();
      case INT96, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
    };
  }

  private static Optional<ValueKind> ofWhole(@Nullable LogicalType logical, PhysicalType type) {
    return switch (logical) {
      case null -> Optional.of(SIGNED);
      case LogicalType.IntType whole -> Optional.of(whole.isSigned() ? SIGNED : UNSIGNED);
      case LogicalType.DateType _ when type == PhysicalType.INT32 -> Optional.of(DATE);
      case LogicalType.TimeType _ -> Optional.of(TIME);
      case LogicalType.TimestampType _ when type == PhysicalType.INT64 -> Optional.of(TIMESTAMP);
      default -> Optional.empty();
    };
  }

  /** Whether its values are numbers, whatever the client says. */
  boolean isNumber() {
    return switch (this) {
      case SIGNED, UNSIGNED, REAL -> true;
      case TRUTH, TEXT, DATE, TIME, TIMESTAMP -> false;
    };
  }
}
