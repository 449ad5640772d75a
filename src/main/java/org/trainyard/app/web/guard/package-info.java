/** Decides about a request before anything else reads it: host, origin, path, size, encoding. */
@NullMarked
package org.trainyard.app.web.guard;

import org.jspecify.annotations.NullMarked;
