/**
 * The Open Inference Protocol, version 2 (KServe), over REST, with Triton's extensions: binary
 * tensors, classification, statistics, model configuration, repository index.
 */
@NullMarked
package org.trainyard.app.protocol.oip;

import org.jspecify.annotations.NullMarked;
