@NullMarked
package org.trainyard.app.dataset.generator;

import org.jspecify.annotations.NullMarked;
