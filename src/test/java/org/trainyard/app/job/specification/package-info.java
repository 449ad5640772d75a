/** What a client may ask for. */
@NullMarked
package org.trainyard.app.job.specification;

import org.jspecify.annotations.NullMarked;
