/**
 * Data sets: upload, parsing, typed schema, the stored form that training reads, and the
 * generators.
 */
@NullMarked
package org.trainyard.app.dataset;

import org.jspecify.annotations.NullMarked;
