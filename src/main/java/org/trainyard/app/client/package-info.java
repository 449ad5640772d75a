/**
 * The service as Java programs see it: one interface, whose parts the controllers implement. It
 * knows what the features show, and nothing of what they do.
 */
@NullMarked
package org.trainyard.app.client;

import org.jspecify.annotations.NullMarked;
