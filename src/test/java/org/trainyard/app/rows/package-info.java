@NullMarked
package org.trainyard.app.rows;

import org.jspecify.annotations.NullMarked;
