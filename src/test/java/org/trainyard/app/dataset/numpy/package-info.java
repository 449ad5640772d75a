@NullMarked
package org.trainyard.app.dataset.numpy;

import org.jspecify.annotations.NullMarked;
