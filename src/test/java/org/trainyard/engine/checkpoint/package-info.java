@NullMarked
package org.trainyard.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
