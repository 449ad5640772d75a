@NullMarked
package org.trainyard.app.protocol.tfserving;

import org.jspecify.annotations.NullMarked;
