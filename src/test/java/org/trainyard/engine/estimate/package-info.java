@NullMarked
package org.trainyard.engine.estimate;

import org.jspecify.annotations.NullMarked;
