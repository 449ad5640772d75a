@NullMarked
package org.trainyard.app.storage;

import org.jspecify.annotations.NullMarked;
