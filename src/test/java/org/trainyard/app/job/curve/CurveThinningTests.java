package org.trainyard.app.job.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trainyard.app.job.run.EpochMetrics;

class CurveThinningTests {

  @Test
  void keepsWhatOneLooksForAndNeverMoreThanAsked() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 500; round++) {
      int size = 1 + random.nextInt(60);
      List<EpochMetrics> epochs = new ArrayList<>();
      for (int i = 1; i <= size; i++) {
        epochs.add(epoch(i, random.nextDouble(), random.nextDouble()));
      }
      int maxPoints = 6 + random.nextInt(60);
      List<EpochMetrics> thinned = CurveThinning.thin(epochs, maxPoints);
      assertThat(thinned).as("round %d", round).hasSize(Math.min(size, maxPoints));
      assertThat(thinned.stream().map(EpochMetrics::epoch)).isSorted().doesNotHaveDuplicates();
      assertThat(thinned).contains(epochs.getFirst(), epochs.getLast());
      assertThat(thinned).contains(lowest(epochs, EpochMetrics::trainingLoss));
      assertThat(thinned).contains(lowest(epochs, epoch -> -epoch.trainingLoss()));
      assertThat(thinned).contains(lowest(epochs, CurveThinningTests::validationLoss));
      assertThat(thinned).contains(lowest(epochs, epoch -> -validationLoss(epoch)));
    }
  }

  @Test
  void withRoomForFewKeepsTheEndsAndTheBest() {
    List<EpochMetrics> epochs =
        List.of(
            epoch(1, 5.0, 5.0),
            epoch(2, 9.0, 4.0),
            epoch(3, 1.0, 3.0),
            epoch(4, 2.0, 1.0),
            epoch(5, 2.0, 9.0),
            epoch(6, 2.0, 6.0));
    assertThat(numbers(CurveThinning.thin(epochs, 2))).containsExactly(1, 6);
    assertThat(numbers(CurveThinning.thin(epochs, 3))).containsExactly(1, 4, 6);
    assertThat(numbers(CurveThinning.thin(epochs, 4))).containsExactly(1, 3, 4, 6);
  }

  @Test
  void spreadsTheOthersEvenly() {
    List<EpochMetrics> epochs =
        IntStream.rangeClosed(1, 1000).mapToObj(i -> epoch(i, 1.0 / i, null)).toList();
    List<Integer> numbers = numbers(CurveThinning.thin(epochs, 12));
    assertThat(numbers).hasSize(12);
    for (int i = 1; i < numbers.size(); i++) {
      assertThat(numbers.get(i) - numbers.get(i - 1)).isBetween(45, 105);
    }
  }

  private static EpochMetrics epoch(int number, double training, @Nullable Double validation) {
    return new EpochMetrics(number, training, validation, 0.5, null, null, null, 0.01, 0.1, 1000);
  }

  private static double validationLoss(EpochMetrics epoch) {
    @Nullable Double loss = epoch.validationLoss();
    return loss == null ? Double.NaN : loss;
  }

  private static EpochMetrics lowest(
      List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> figure) {
    return epochs.stream()
        .reduce((a, b) -> figure.applyAsDouble(b) < figure.applyAsDouble(a) ? b : a)
        .orElseThrow();
  }

  private static List<Integer> numbers(List<EpochMetrics> epochs) {
    return epochs.stream().map(EpochMetrics::epoch).toList();
  }
}
