@NullMarked
package org.trainyard.engine.schedule;

import org.jspecify.annotations.NullMarked;
