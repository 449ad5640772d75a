/**
 * What formats share that write their values as text: what counts as a number, what as missing,
 * what is refused and in which words. Knows nothing of how a file is cut into fields.
 */
@NullMarked
package org.trainyard.app.dataset.text;

import org.jspecify.annotations.NullMarked;
