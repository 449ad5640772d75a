/**
 * What tests of the engine share: the formulas of layers and losses in float64, written without the
 * engine, and the contracts that every layer and every loss keeps.
 */
@NullMarked
package org.trainyard.engine.testing;

import org.jspecify.annotations.NullMarked;
