/** What features share that work on several threads. Knows no feature. */
@NullMarked
package org.trainyard.app.concurrent;

import org.jspecify.annotations.NullMarked;
