/**
 * How much work a training is, and how long this machine takes for it. Trains nothing but the small
 * networks by which the machine is measured.
 */
@NullMarked
package org.trainyard.engine.estimate;

import org.jspecify.annotations.NullMarked;
