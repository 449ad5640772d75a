package org.trainyard.app.web.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.trainyard.app.web.Echo;

/** Turns a misspelt setting into two sentences instead of a stack trace. */
final class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnknownSettingException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingException cause) {
    return new FailureAnalysis(
        "There is no setting '%s'.".formatted(Echo.of(cause.name())),
        cause
            .nearest()
            .map(near -> "Did you mean '%s'? Correct the name or remove it.".formatted(near))
            .orElse("Correct the name or remove it."),
        cause);
  }
}
