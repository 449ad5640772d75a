/** What a trainer reads: samples and splits. Nothing here opens a file. */
@NullMarked
package org.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
