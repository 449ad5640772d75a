package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;

/** The JSON of the option {@code columns} where it stands alone. */
record ColumnChoices(Map<String, ColumnChoice> choices) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  ColumnChoices(Map<String, ColumnChoice> choices) {
    this.choices = new LinkedHashMap<>(choices);
  }
}
