package org.trainyard.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what asks for the part after this one; absent at the end
 */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out of what was read.
   *
   * @param items one more than the page holds, if there are so many
   * @param key what the list is sorted by
   */
  public static <T> Page<T> of(List<T> items, int limit, Function<T, String> key) {
    return cut(items, limit, last -> Cursor.after(key.apply(last)).encode());
  }

  /**
   * Cuts a page out of what was read.
   *
   * @param items one more than the page holds, if there are so many
   * @param cursor what asks for the part after an item
   */
  public static <T> Page<T> cut(List<T> items, int limit, Function<T, String> cursor) {
    if (items.size() <= limit) {
      return new Page<>(items, null);
    }
    List<T> shown = items.subList(0, limit);
    return new Page<>(shown, cursor.apply(shown.getLast()));
  }

  /** The same page, its items shown in another way. */
  public <R> Page<R> map(Function<List<T>, List<R>> view) {
    return new Page<>(view.apply(items), nextCursor);
  }
}
