/** The service's own settings: limits on show, and a start that refuses misspelt names. */
@NullMarked
package org.trainyard.app.web.settings;

import org.jspecify.annotations.NullMarked;
