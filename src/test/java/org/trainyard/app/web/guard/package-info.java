@NullMarked
package org.trainyard.app.web.guard;

import org.jspecify.annotations.NullMarked;
