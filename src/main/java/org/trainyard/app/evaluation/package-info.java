/**
 * How good a model is: its figures on the rows that training held out or on any data set, what each
 * input is worth to it, and its card. Predicts, and trains nothing.
 */
@NullMarked
package org.trainyard.app.evaluation;

import org.jspecify.annotations.NullMarked;
