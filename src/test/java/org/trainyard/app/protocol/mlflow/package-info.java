@NullMarked
package org.trainyard.app.protocol.mlflow;

import org.jspecify.annotations.NullMarked;
