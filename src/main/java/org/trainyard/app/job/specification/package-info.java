/**
 * What a client asks for, as JSON, and the same with every default filled in: values, and nothing
 * that looks at data.
 */
@NullMarked
package org.trainyard.app.job.specification;

import org.jspecify.annotations.NullMarked;
