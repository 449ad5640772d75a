@NullMarked
package org.trainyard.app;

import org.jspecify.annotations.NullMarked;
