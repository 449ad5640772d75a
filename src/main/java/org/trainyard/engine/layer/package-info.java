/**
 * Layers, the records that describe them, and the network that chains them. Layers know nothing of
 * losses, optimizers or data.
 */
@NullMarked
package org.trainyard.engine.layer;

import org.jspecify.annotations.NullMarked;
