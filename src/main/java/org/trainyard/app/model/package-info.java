/** Trained models: the registry, the stored artifact, and predictions from raw values. */
@NullMarked
package org.trainyard.app.model;

import org.jspecify.annotations.NullMarked;
