/** What is found in small trainings. */
@NullMarked
package org.trainyard.app.job.diagnosis;

import org.jspecify.annotations.NullMarked;
