@NullMarked
package org.trainyard.engine.training;

import org.jspecify.annotations.NullMarked;
