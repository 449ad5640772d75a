/**
 * The rules by which the parameters of a new network are drawn. Every rule is a pure function of a
 * seed and the shape.
 */
@NullMarked
package org.trainyard.engine.initializer;

import org.jspecify.annotations.NullMarked;
