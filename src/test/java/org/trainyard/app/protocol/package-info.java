@NullMarked
package org.trainyard.app.protocol;

import org.jspecify.annotations.NullMarked;
