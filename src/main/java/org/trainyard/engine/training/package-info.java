/**
 * The training loop: epochs, minibatches, progress, stopping. It reports to a listener and never
 * logs, sleeps or reads a clock of its own.
 */
@NullMarked
package org.trainyard.engine.training;

import org.jspecify.annotations.NullMarked;
