/** Measures predictions over HTTP beside an endpoint that does nothing: {@code scripts/bench-predict}. */
@NullMarked
package org.trainyard.predict;

import org.jspecify.annotations.NullMarked;
