@NullMarked
package org.trainyard.app.dataset.table;

import org.jspecify.annotations.NullMarked;
