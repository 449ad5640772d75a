@NullMarked
package org.trainyard.app.dataset.csv;

import org.jspecify.annotations.NullMarked;
