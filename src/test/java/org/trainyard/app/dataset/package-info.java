@NullMarked
package org.trainyard.app.dataset;

import org.jspecify.annotations.NullMarked;
