/**
 * Reads JSON: an array of rows, or rows one after the other (JSON Lines). What is written as a
 * number is one and what is written as a text is none, unless the client says otherwise.
 */
@NullMarked
package org.trainyard.app.dataset.json;

import org.jspecify.annotations.NullMarked;
