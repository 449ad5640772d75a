/** What all formats of tables share: columns that find out what they hold, statistics, warnings. */
@NullMarked
package org.trainyard.app.dataset.table;

import org.jspecify.annotations.NullMarked;
