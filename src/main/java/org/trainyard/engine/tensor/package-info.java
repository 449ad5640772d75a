/**
 * Row-major float32 matrices and the parameters that training changes. Knows shapes and memory, and
 * no mathematics beyond that.
 */
@NullMarked
package org.trainyard.engine.tensor;

import org.jspecify.annotations.NullMarked;
