/**
 * The rules that turn gradients into updates. An optimizer is a stateless record of
 * hyper-parameters; its memory is a value beside it.
 */
@NullMarked
package org.trainyard.engine.optimizer;

import org.jspecify.annotations.NullMarked;
