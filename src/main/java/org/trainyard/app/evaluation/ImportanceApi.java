package org.trainyard.app.evaluation;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What inputs are worth: the controller's side and the client's. */
public interface ImportanceApi {

  /**
   * What each input is worth to a version, by permutation.
   *
   * @param dataset the id or name of a data set with known targets
   * @param repeats how often each column is permuted, 1 to 100
   */
  @GetExchange("/api/v1/models/{name}/versions/{version}/importance")
  ImportanceResponse getImportance(
      @PathVariable String name,
      @PathVariable int version,
      @RequestParam String dataset,
      @RequestParam(defaultValue = "5") int repeats,
      @RequestParam(defaultValue = "1") long seed);
}
