@NullMarked
package org.trainyard.app.dataset.parquet;

import org.jspecify.annotations.NullMarked;
