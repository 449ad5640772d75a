package org.trainyard.app.storage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a directory that is in use into two sentences instead of a stack trace. */
final class DataDirectoryFailureAnalyzer
    extends AbstractFailureAnalyzer<DataDirectoryInUseException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, DataDirectoryInUseException cause) {
    return new FailureAnalysis(
        "Another Trainyard process uses this data directory: %s.".formatted(cause.getMessage()),
        "Stop the other process, or start this one with --trainyard.data-directory=<another directory>"
            + " and --server.port=<another port>. Nothing was changed.",
        cause);
  }
}
