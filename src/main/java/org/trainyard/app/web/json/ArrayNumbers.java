package org.trainyard.app.web.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Arrays of a document from which elements were taken, and the numbers that the others had. */
final class ArrayNumbers {

  private final Map<String, List<Integer>> numbers = new LinkedHashMap<>(); // by the array's place

  /**
   * Takes an element away.
   *
   * @return whether that could be done: not in an array that stands in another
   */
  boolean take(JsonNode document, ArrayNode array, JsonPointer element) {
    JsonPointer place = element.head();
    for (JsonPointer outer = place.head(); outer != null; outer = outer.head()) {
      if (document.at(outer) instanceof ArrayNode) {
        return false;
      }
    }
    int index = element.last().getMatchingIndex();
    List<Integer> left =
        numbers.computeIfAbsent(
            place.toString(),
            _ -> new ArrayList<>(IntStream.range(0, array.size()).boxed().toList()));
    left.subList(index, index + 1).clear();
    array.remove(index);
    return true;
  }

  /** Where something stood at first that stands here now. */
  String original(String pointer) {
    for (Map.Entry<String, List<Integer>> array : numbers.entrySet()) {
      String begin = array.getKey() + "/";
      if (pointer.startsWith(begin)) {
        String[] steps = pointer.substring(begin.length()).split("/", 2);
        int number = array.getValue().get(Integer.parseInt(steps[0]));
        return begin + number + (steps.length == 1 ? "" : "/" + steps[1]);
      }
    }
    return pointer;
  }
}
