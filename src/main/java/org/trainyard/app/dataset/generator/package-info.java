/** Makes synthetic data sets: the same request gives the same bits on every machine. */
@NullMarked
package org.trainyard.app.dataset.generator;

import org.jspecify.annotations.NullMarked;
