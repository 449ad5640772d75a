package org.trainyard.app.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The closed list of what can be wrong with a request. Each is a stable URI ({@code
 * /problems/<slug>}, RFC 9457) that is also a page which explains it.
 */
public enum ProblemType {
  MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not valid JSON"),
  DUPLICATE_FIELD(HttpStatus.BAD_REQUEST, "A member stands twice in the same object"),
  UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "A member is not known"),
  MISSING_FIELD(HttpStatus.BAD_REQUEST, "A required member is missing"),
  WRONG_TYPE(HttpStatus.BAD_REQUEST, "A value has the wrong type or form"),
  NUMBER_NOT_FINITE(HttpStatus.BAD_REQUEST, "A number is beyond the range of double precision"),
  JSON_TOO_DEEP(HttpStatus.BAD_REQUEST, "The JSON is nested too deeply"),
  MALFORMED_MULTIPART(HttpStatus.BAD_REQUEST, "The multipart body cannot be read"),
  BAD_ID(HttpStatus.BAD_REQUEST, "The id does not have the form of an id"),
  BAD_HOST(HttpStatus.BAD_REQUEST, "The Host header is missing or malformed"),
  BAD_PATH(HttpStatus.BAD_REQUEST, "The path of the request is malformed"),
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
  UPLOAD_TRUNCATED(HttpStatus.BAD_REQUEST, "The upload ended early"),
  UPLOAD_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body came too slowly"),
  CROSS_SITE_REQUEST(HttpStatus.FORBIDDEN, "Requests from pages of other sites are refused"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "None of the accepted media types is available"),
  DATASET_IN_USE(HttpStatus.CONFLICT, "A job that has not ended uses the data set"),
  MODEL_IN_USE(HttpStatus.CONFLICT, "A job that has not ended starts from the model"),
  JOB_ALREADY_TERMINAL(HttpStatus.CONFLICT, "The job has ended already"),
  REQUEST_IN_PROGRESS(
      HttpStatus.CONFLICT, "The first request with this idempotency key is being answered"),
  JOB_STATE_CONFLICT(HttpStatus.CONFLICT, "The state of the job does not allow this"),
  NOT_REPRODUCIBLE(HttpStatus.CONFLICT, "The model cannot be trained again here"),
  JOB_NOT_FINISHED(HttpStatus.CONFLICT, "The job has not ended yet"),
  PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since the client saw it"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UPLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The upload is too large"),
  TOO_MANY_PARTS(HttpStatus.CONTENT_TOO_LARGE, "The form has too many parts"),
  DECOMPRESSED_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The decompressed upload is too large"),
  TOO_MANY_ROWS(HttpStatus.CONTENT_TOO_LARGE, "There are too many rows"),
  TOO_MANY_COLUMNS(HttpStatus.CONTENT_TOO_LARGE, "There are too many columns"),
  FIELD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "A field is too large"),
  MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported"),
  ENCODING_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content encoding is not supported"),
  BAD_RANGE(
      HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
      "The range is no part of what is at this address"),
  HOST_NOT_ALLOWED(
      HttpStatus.MISDIRECTED_REQUEST, "This service does not answer to that host name"),
  DATASET_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT, "There are no rows"),
  DATASET_HEADER_ONLY(HttpStatus.UNPROCESSABLE_CONTENT, "There is a header but no row"),
  RAGGED_ROWS(HttpStatus.UNPROCESSABLE_CONTENT, "Rows have different numbers of fields"),
  DUPLICATE_COLUMNS(HttpStatus.UNPROCESSABLE_CONTENT, "Two columns have the same name"),
  BAD_COLUMN_NAME(HttpStatus.UNPROCESSABLE_CONTENT, "The name of a column is not usable"),
  TEXT_ENCODING(HttpStatus.UNPROCESSABLE_CONTENT, "The text is not UTF-8"),
  CSV_SYNTAX(HttpStatus.UNPROCESSABLE_CONTENT, "The CSV is malformed"),
  VALUE_NOT_NUMERIC(HttpStatus.UNPROCESSABLE_CONTENT, "A value is not a number"),
  VALUE_NOT_FINITE(HttpStatus.UNPROCESSABLE_CONTENT, "A value is not a finite number"),
  VALUE_OUT_OF_RANGE(HttpStatus.UNPROCESSABLE_CONTENT, "A value is out of range"),
  MISSING_VALUES(HttpStatus.UNPROCESSABLE_CONTENT, "Values are missing"),
  LABEL_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The target cannot be used"),
  SINGLE_CLASS(HttpStatus.UNPROCESSABLE_CONTENT, "The target has a single class"),
  TOO_FEW_ROWS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too few rows"),
  CLASS_COUNT(HttpStatus.UNPROCESSABLE_CONTENT, "The classes do not fit the split"),
  CONSTANT_COLUMNS(HttpStatus.UNPROCESSABLE_CONTENT, "Every feature is constant"),
  NPY_OBJECT_ARRAY(HttpStatus.UNPROCESSABLE_CONTENT, "The NumPy array holds Python objects"),
  NPY_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The NumPy array cannot be read"),
  PARQUET_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The Parquet file is malformed"),
  PARQUET_UNSUPPORTED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The Parquet file uses something that is not read"),
  IDX_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The IDX file is malformed"),
  CONTAINER_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The file is not what it was said to be"),
  CHECKSUM_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The bytes are not those that were declared"),
  DECLARED_SIZE_MISMATCH(
      HttpStatus.UNPROCESSABLE_CONTENT, "The declared size differs from the bytes"),
  DEFINITION_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The specification is not valid"),
  SHAPE_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "Shapes do not fit together"),
  MODEL_FILE_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The file of a model cannot be read"),
  MODEL_TOO_LARGE(HttpStatus.UNPROCESSABLE_CONTENT, "The network is too large"),
  OUT_OF_MEMORY_BUDGET(
      HttpStatus.UNPROCESSABLE_CONTENT, "The training needs more memory than there is"),
  HYPERPARAMETER_OUT_OF_RANGE(
      HttpStatus.UNPROCESSABLE_CONTENT, "A hyper-parameter is out of range"),
  SCHEMA_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The values do not fit the model's inputs"),
  IDEMPOTENCY_MISMATCH(
      HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "There are too many requests"),
  QUOTA_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS, "The client has as many of these as it may"),
  QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "The queue is full"),
  HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The service made a mistake"),
  SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, "The service is shutting down"),
  TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "No more streams of events can be open"),
  DEPENDENCY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached"),
  ARTIFACT_CORRUPT(HttpStatus.SERVICE_UNAVAILABLE, "A stored file is damaged"),
  STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "The storage is full");

  private final HttpStatus status;
  private final String title;

  ProblemType(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The last part of the type's URI, such as {@code malformed-json}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The type's URI, relative to the service. */
  public String uri() {
    return "/problems/" + slug();
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }
}
