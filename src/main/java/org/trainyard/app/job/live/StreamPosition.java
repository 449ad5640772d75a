package org.trainyard.app.job.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a reader is: the number of the last event that it has of each job, in the order in which
 * it named them. As text, which is the id of an event, the numbers stand with dots between them:
 * for one job it is the number of the event alone.
 *
 * @param numbers 0 where it has none yet
 */
record StreamPosition(List<Integer> numbers) {

  private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");

  StreamPosition {
    numbers = List.copyOf(numbers);
  }

  static StreamPosition start(int jobs) {
    return new StreamPosition(Collections.nCopies(jobs, 0));
  }

  /** Reads an id; empty if it is not one of a stream of so many jobs. */
  static Optional<StreamPosition> parse(String id, int jobs) {
    if (!FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    List<Integer> numbers = List.of(id.split("\\.")).stream().map(Integer::valueOf).toList();
    return numbers.size() == jobs ? Optional.of(new StreamPosition(numbers)) : Optional.empty();
  }

  int of(int job) {
    return numbers.get(job);
  }

  StreamPosition with(int job, int number) {
    List<Integer> next = new ArrayList<>(numbers);
    next.set(job, number);
    return new StreamPosition(next);
  }

  /** The text that {@link #parse} reads. */
  String id() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
