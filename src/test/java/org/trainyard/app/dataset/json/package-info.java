@NullMarked
package org.trainyard.app.dataset.json;

import org.jspecify.annotations.NullMarked;
