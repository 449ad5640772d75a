/**
 * Answers that are given again: a client that did not hear the answer to a POST may send it once
 * more under the same key, and nothing happens twice.
 */
@NullMarked
package org.trainyard.app.idempotency;

import org.jspecify.annotations.NullMarked;
