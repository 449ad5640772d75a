@NullMarked
package org.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
