/**
 * Reads Parquet with the library Hardwood. The library believes what a file says of itself, so
 * everything that it would take memory for is compared with the bytes that are there before.
 */
@NullMarked
package org.trainyard.app.dataset.parquet;

import org.jspecify.annotations.NullMarked;
