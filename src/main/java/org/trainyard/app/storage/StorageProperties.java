package org.trainyard.app.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service keeps its files.
 *
 * @param dataDirectory holds the database, the data sets and the models
 */
@ConfigurationProperties("trainyard")
record StorageProperties(@DefaultValue("./trainyard-data") Path dataDirectory) {}
