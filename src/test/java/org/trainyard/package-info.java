@NullMarked
package org.trainyard;

import org.jspecify.annotations.NullMarked;
