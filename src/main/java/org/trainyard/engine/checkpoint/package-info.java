/**
 * Checkpoints as bytes. Knows streams and no files; what protects the bytes (a checksum, a name) is
 * the caller's.
 */
@NullMarked
package org.trainyard.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
