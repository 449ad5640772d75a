/** The Spring Boot application, packaged by feature. The engine knows nothing of it. */
@NullMarked
package org.trainyard.app;

import org.jspecify.annotations.NullMarked;
