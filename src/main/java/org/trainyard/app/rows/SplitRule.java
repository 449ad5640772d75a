package org.trainyard.app.rows;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a data set are held out.
 *
 * @param column names the part of each row ({@link RowPart#named}); null: all rows may be drawn
 * @param validation share of the rows that may be drawn: of those that {@code column} trains on
 * @param test likewise
 * @param stratified draws from each class by itself
 */
public record SplitRule(
    @Nullable String column, double validation, double test, boolean stratified, long seed) {}
