package org.trainyard.app.job.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which jobs a list shows, and in which order.
 *
 * @param states empty: in any
 * @param labels all of which a job must have
 */
public record JobFilter(Set<JobState> states, List<Label> labels, Sort sort) {

  private static final Pattern PRIORITY_KEY = Pattern.compile("-?[0-9]{1,9}");

  public JobFilter {
    states = Set.copyOf(states);
    labels = List.copyOf(labels);
  }

  /** A label by its name and value. */
  public record Label(String name, String value) {}

  /** The orders of a list; jobs that are equal in it stand by their age, in the same direction. */
  public enum Sort {
    CREATED_AT("createdAt", "id", ">"),
    CREATED_AT_DESCENDING("-createdAt", "id", "<"),
    PRIORITY("priority", "priority", ">"),
    PRIORITY_DESCENDING("-priority", "priority", "<");

    private final String word;
    private final String column;
    private final String later;

    Sort(String word, String column, String later) {
      this.word = word;
      this.column = column;
      this.later = later;
    }

    /** As clients write it. */
    public String word() {
      return word;
    }

    /** What the place of a job in this order follows from. */
    public String key(Job job) {
      return column.equals("priority") ? String.valueOf(job.priority()) : "";
    }

    /** Whether {@link #key} may be so: whoever asks may have made it up. */
    public boolean isKey(String key) {
      return column.equals("priority") ? PRIORITY_KEY.matcher(key).matches() : key.isEmpty();
    }

    /** SQL: whether a job stands after the one with the parameters key and id. */
    String after() {
      return column.equals("priority")
          ? "(priority %1$s cast(:key as integer) or (priority = cast(:key as integer) and id %1$s :id))"
              .formatted(later)
          : "id %s :id".formatted(later);
    }

    String order() {
      String direction = later.equals("<") ? "desc" : "asc";
      return column.equals("priority")
          ? "priority %1$s, id %1$s".formatted(direction)
          : "id " + direction;
    }
  }
}
