/**
 * What all HTTP endpoints share: problem details, strict JSON, known hosts, ids, pages and limits.
 * Knows\n * no feature.
 */
@NullMarked
package org.trainyard.app.web;

import org.jspecify.annotations.NullMarked;
