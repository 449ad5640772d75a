@NullMarked
package org.trainyard.engine.layer;

import org.jspecify.annotations.NullMarked;
