@NullMarked
package org.trainyard.engine.random;

import org.jspecify.annotations.NullMarked;
