/** MLflow's scoring server, which is SageMaker's container contract too. */
@NullMarked
package org.trainyard.app.protocol.mlflow;

import org.jspecify.annotations.NullMarked;
