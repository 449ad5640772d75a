package org.trainyard.app.model;

import java.util.List;

/**
 * A row to predict.
 *
 * @param raw the raw values of all inputs; written once by the reader, then only read
 * @param warnings such as {@code MISSING_IMPUTED: age}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too hot to copy
record Instance(float[] raw, List<String> warnings) {}
