@NullMarked
package org.trainyard.app.dataset.text;

import org.jspecify.annotations.NullMarked;
