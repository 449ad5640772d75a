@NullMarked
package org.trainyard.app.protocol.oip;

import org.jspecify.annotations.NullMarked;
