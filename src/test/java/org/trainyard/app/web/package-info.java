/** Tests of the shared HTTP, over a real server. */
@NullMarked
package org.trainyard.app.web;

import org.jspecify.annotations.NullMarked;
