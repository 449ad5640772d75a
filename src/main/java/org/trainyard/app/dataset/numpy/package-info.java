/**
 * Reads NumPy's formats: an array (NPY), or an archive with the arrays {@code x} and {@code y}
 * (NPZ). Nothing in a file is evaluated, and no memory is taken for what a head declares before the
 * bytes are known to be there.
 */
@NullMarked
package org.trainyard.app.dataset.numpy;

import org.jspecify.annotations.NullMarked;
