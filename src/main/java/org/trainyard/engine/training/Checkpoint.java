package org.trainyard.engine.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trainyard.engine.schedule.PlateauState;

/**
 * Everything that a training needs to go on as if it had never stopped: with the same
 * configuration, samples and number of threads or another one, the bits of all later results are
 * those of an undisturbed training.
 *
 * <p>Random numbers have no state: they follow from the seed and the position.
 *
 * @param epoch that is being done, 1-based
 * @param stepsDone steps of that epoch that are done
 * @param epochNanos time that they took
 * @param sums of loss and metric over those steps
 * @param layers what was seen of the layers in those steps, if they are looked at
 * @param lastFiniteLoss of the last step, NaN before the first
 * @param weights all parameters and buffers, in the order of {@code Network.weights()}
 * @param optimizerSteps steps since the start
 * @param optimizerSlots the optimizer's memory
 * @param plateau what the schedule remembers
 * @param patience what early stopping remembers
 * @param last the last epoch that was completed
 * @param best the best epoch so far
 * @param elapsedNanos training time so far
 * @param settings of the training, by name: one with others does not go on from here; without those
 *     that an earlier build did not write
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Checkpoint(
    int epoch,
    int stepsDone,
    long epochNanos,
    ScoreSums sums,
    List<LayerMemory> layers,
    double lastFiniteLoss,
    float[] weights,
    long optimizerSteps,
    List<float[]> optimizerSlots,
    PlateauState plateau,
    PatienceMemory patience,
    Optional<EpochResult> last,
    Optional<Best> best,
    long elapsedNanos,
    Map<String, String> settings) {

  public Checkpoint {
    // Sorted, so that the same checkpoint is the same bytes in every process.
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /**
   * The best epoch and its weights.
   *
   * @param weights empty if they are not wanted at the end
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Best(EpochResult epoch, float[] weights) {}
}
