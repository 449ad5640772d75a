@NullMarked
package org.trainyard.engine.initializer;

import org.jspecify.annotations.NullMarked;
