/**
 * The protocols of other systems, so that their clients can predict here. What they share stands in
 * this package; it decides nothing about models.
 */
@NullMarked
package org.trainyard.app.protocol;

import org.jspecify.annotations.NullMarked;
