/**
 * Counter-based random numbers keyed by seed and purpose. The same key and counter give the same
 * bits everywhere; nothing here holds state that a checkpoint would have to save.
 */
@NullMarked
package org.trainyard.engine.random;

import org.jspecify.annotations.NullMarked;
