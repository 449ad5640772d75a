@NullMarked
package org.trainyard.app.model;

import org.jspecify.annotations.NullMarked;
