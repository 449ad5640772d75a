/**
 * Trainings whose results are published or known from PyTorch: what is trained, on which data, and
 * what should come out. Tests run the cheapest ones, {@code scripts/bench-published} all.
 */
@NullMarked
package org.trainyard.published;

import org.jspecify.annotations.NullMarked;
