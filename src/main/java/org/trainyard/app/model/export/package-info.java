/** Models in the formats of other tools: ONNX and safetensors. */
@NullMarked
package org.trainyard.app.model.export;

import org.jspecify.annotations.NullMarked;
