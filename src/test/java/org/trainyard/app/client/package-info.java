@NullMarked
package org.trainyard.app.client;

import org.jspecify.annotations.NullMarked;
