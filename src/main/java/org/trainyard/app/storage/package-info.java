/** The data directory and the only way to publish a file in it: whole, durable, or not at all. */
@NullMarked
package org.trainyard.app.storage;

import org.jspecify.annotations.NullMarked;
