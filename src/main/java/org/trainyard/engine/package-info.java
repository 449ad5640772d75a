/**
 * The numeric engine. It imports the JDK and JSpecify's annotations, and knows nothing of Spring,
 * JSON, HTTP, files or the wall clock.
 */
@NullMarked
package org.trainyard.engine;

import org.jspecify.annotations.NullMarked;
