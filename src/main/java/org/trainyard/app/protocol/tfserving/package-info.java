/** TensorFlow Serving's REST API, and where its clients differ the first version of KServe's. */
@NullMarked
package org.trainyard.app.protocol.tfserving;

import org.jspecify.annotations.NullMarked;
