/**
 * What training minimizes. A loss is a stateless record: it sees outputs and targets of one
 * minibatch and nothing else.
 */
@NullMarked
package org.trainyard.engine.loss;

import org.jspecify.annotations.NullMarked;
