/**
 * What a trainer reads: samples, splits and the standardization of columns. Nothing here opens a
 * file.
 */
@NullMarked
package org.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
