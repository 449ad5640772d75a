/** Reads a pair of IDX files, images and their labels, as MNIST is published. */
@NullMarked
package org.trainyard.app.dataset.idx;

import org.jspecify.annotations.NullMarked;
