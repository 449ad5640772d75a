@NullMarked
package org.trainyard.engine.kernel;

import org.jspecify.annotations.NullMarked;
