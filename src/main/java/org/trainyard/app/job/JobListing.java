package org.trainyard.app.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobFilter;
import org.trainyard.app.job.lifecycle.JobFilter.Sort;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.storage.Sha256;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * A list of jobs as a client asks for it.
 *
 * @param fingerprint of the filter: a cursor is good for the list that it came from alone
 * @param cursor the place after which the list goes on
 */
record JobListing(JobFilter filter, String fingerprint, Cursor cursor, int limit) {

  private static final int KEYS = 3;

  /**
   * Reads the query.
   *
   * @param states each a state, or several with commas between them
   * @param labels each a name and a value with a colon between them
   * @throws ProblemException {@code wrong-type} with what there is instead
   */
  static JobListing of(
      List<String> states,
      List<String> labels,
      @Nullable String sort,
      @Nullable String limit,
      @Nullable String cursor) {
    JobFilter filter =
        new JobFilter(states(states), labels.stream().map(JobListing::label).toList(), sort(sort));
    String fingerprint = fingerprint(filter);
    Cursor place = Cursor.parse(cursor, KEYS);
    boolean isOfThisList =
        place.isStart()
            || (place.keys().getFirst().equals(fingerprint)
                && filter.sort().isKey(place.keys().get(1)));
    if (!isOfThisList) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The cursor comes from a list with other filters or another order; start again without it.")
          .with("parameter", "cursor")
          .toException();
    }
    return new JobListing(filter, fingerprint, place, Cursor.limit(limit));
  }

  /** The priority of the job that stands before the list, if it is sorted by that. */
  String key() {
    return cursor.isStart() ? "" : cursor.keys().get(1);
  }

  /** The job that stands before the list; empty at the start. */
  String id() {
    return cursor.isStart() ? "" : cursor.keys().get(2);
  }

  /** What asks for the part after a job. */
  String cursorAfter(Job job) {
    return Cursor.after(fingerprint, filter.sort().key(job), job.id()).encode();
  }

  private static Set<JobState> states(List<String> words) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    words.stream()
        .flatMap(word -> Arrays.stream(word.split(",", -1)))
        .forEach(word -> states.add(state(word.strip())));
    return states;
  }

  private static JobState state(String word) {
    List<String> known = Arrays.stream(JobState.values()).map(JobState::name).toList();
    if (!known.contains(word)) {
      throw unknown(
          "state", word, NearestName.of(word.toUpperCase(Locale.ROOT), known).orElse(""), known);
    }
    return JobState.valueOf(word);
  }

  private static Sort sort(@Nullable String word) {
    List<String> known = Arrays.stream(Sort.values()).map(Sort::word).toList();
    String wanted = word == null ? Sort.CREATED_AT_DESCENDING.word() : word;
    return Arrays.stream(Sort.values())
        .filter(sort -> sort.word().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> unknown("sort", wanted, NearestName.of(wanted, known).orElse(""), known));
  }

  private static JobFilter.Label label(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'label' is a name and a value with a colon between them, such as team:vision; got '%s'."
                  .formatted(Echo.of(text)))
          .with("parameter", "label")
          .toException();
    }
    if (text.chars().anyMatch(Character::isISOControl)) { // PostgreSQL takes no NUL
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'label' holds a control character, which no label has; got '%s'."
                  .formatted(Echo.of(text)))
          .with("parameter", "label")
          .toException();
    }
    return new JobFilter.Label(text.substring(0, colon), text.substring(colon + 1));
  }

  private static ProblemException unknown(
      String parameter, String word, String near, List<String> known) {
    String hint = near.isEmpty() ? "" : " Did you mean '%s'?".formatted(near);
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "The parameter '%s' cannot be '%s'.%s".formatted(parameter, Echo.of(word), hint))
        .with("parameter", parameter)
        .allowed(known)
        .toException();
  }

  private static String fingerprint(JobFilter filter) {
    String text =
        filter.states().stream().sorted().toList() + "|" + filter.labels() + "|" + filter.sort();
    return Objects.requireNonNull(
        Sha256.hex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 12));
  }
}
