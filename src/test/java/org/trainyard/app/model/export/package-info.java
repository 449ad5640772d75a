@NullMarked
package org.trainyard.app.model.export;

import org.jspecify.annotations.NullMarked;
