/**
 * How the learning rate changes during a training. Pure functions of the position, so that a
 * resumed training sees the same rates.
 */
@NullMarked
package org.trainyard.engine.schedule;

import org.jspecify.annotations.NullMarked;
