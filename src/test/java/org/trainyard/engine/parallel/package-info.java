@NullMarked
package org.trainyard.engine.parallel;

import org.jspecify.annotations.NullMarked;
