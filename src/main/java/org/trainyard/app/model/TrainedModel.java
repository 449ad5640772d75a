package org.trainyard.app.model;

import org.trainyard.engine.layer.Network;

/** A network with all that is needed to predict from raw values; what training hands over. */
public record TrainedModel(ModelDescription description, Network network) {}
