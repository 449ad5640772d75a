/**
 * The arithmetic that the speed depends on: float arrays in, float arrays out. The only package
 * that may touch the Vector API; its scalar twins give the same bits.
 */
@NullMarked
package org.trainyard.engine.kernel;

import org.jspecify.annotations.NullMarked;
