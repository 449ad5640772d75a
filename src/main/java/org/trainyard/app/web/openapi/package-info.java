/** Completes the OpenAPI document with what all operations share. */
@NullMarked
package org.trainyard.app.web.openapi;

import org.jspecify.annotations.NullMarked;
