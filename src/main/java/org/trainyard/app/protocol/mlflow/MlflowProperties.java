package org.trainyard.app.protocol.mlflow;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the scoring server.
 *
 * @param defaultModel the name of the model that {@code /invocations} asks; absent: the only one
 *     that there is
 */
@ConfigurationProperties("trainyard.mlflow")
record MlflowProperties(@Nullable String defaultModel) {}
