/** Turns everything that goes wrong into a problem document (RFC 9457), wherever it goes wrong. */
@NullMarked
package org.trainyard.app.web.error;

import org.jspecify.annotations.NullMarked;
