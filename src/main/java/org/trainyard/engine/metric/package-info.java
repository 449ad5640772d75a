/**
 * What a person reads off a trained network: accuracy and errors, summed over batches in a fixed
 * order.
 */
@NullMarked
package org.trainyard.engine.metric;

import org.jspecify.annotations.NullMarked;
