@NullMarked
package org.trainyard.app.evaluation;

import org.jspecify.annotations.NullMarked;
