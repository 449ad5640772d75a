package org.trainyard.app.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TrainingNeeds;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Says why a training can never have the memory that it needs, and what would fit. */
final class MemoryProblem {

  private final ResolvedSpecification specification;
  private final TrainingNeeds needs;
  private final long limit;

  MemoryProblem(ResolvedSpecification specification, TrainingNeeds needs, long limit) {
    this.specification = specification;
    this.needs = needs;
    this.limit = limit;
  }

  ProblemException toException() {
    int batchSize = largestBatchSize();
    String wayOut =
        batchSize == 0
            ? "Make its layers narrower"
            : "Set training.batchSize to %d or less, or make its layers narrower"
                .formatted(batchSize);
    Problem problem =
        Problem.of(
                ProblemType.OUT_OF_MEMORY_BUDGET,
                "The training needs about %,d MiB, and this service has %,d MiB for trainings (trainyard.queue.memory). %s, or give the service more memory (-Xmx)."
                    .formatted(mebibytes(needs.bytes()), mebibytes(limit), wayOut))
            .field(batchSize == 0 ? "/network" : "/training/batchSize")
            .limit(limit, needs.bytes())
            .with("bytes", parts());
    return (batchSize == 0 ? problem : problem.with("largestBatchSize", batchSize)).toException();
  }

  private Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("weights", needs.engine().weightBytes());
    parts.put("optimizer", needs.engine().optimizerBytes());
    parts.put("minibatch", needs.engine().activationBytes());
    parts.put("copies", needs.engine().copyBytes());
    parts.put("rows", needs.rowBytes());
    return parts;
  }

  /** 0 if not even one row at a time fits. */
  private int largestBatchSize() {
    int fits = 0;
    int doesNot = specification.training().batchSize();
    while (doesNot - fits > 1) {
      int middle = fits + (doesNot - fits) / 2;
      if (TrainingNeeds.of(specification, middle).bytes() <= limit) {
        fits = middle;
      } else {
        doesNot = middle;
      }
    }
    return fits;
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
