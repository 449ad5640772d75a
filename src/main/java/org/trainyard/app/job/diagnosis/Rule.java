package org.trainyard.app.job.diagnosis;

import java.util.List;

/** Looks for one symptom after an epoch; stateless. */
interface Rule {

  /** What is seen in the last epoch, in the light of those before; may repeat itself. */
  List<Finding> look(History history);
}
