@NullMarked
package org.trainyard.engine.loss;

import org.jspecify.annotations.NullMarked;
