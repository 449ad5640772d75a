/** Reads JSON strictly, and says in words what is wrong with it and where. */
@NullMarked
package org.trainyard.app.web.json;

import org.jspecify.annotations.NullMarked;
