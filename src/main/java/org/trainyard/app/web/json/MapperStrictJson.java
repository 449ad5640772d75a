package org.trainyard.app.web.json;

import org.springframework.stereotype.Component;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ReadPart;
import org.trainyard.app.web.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads with the mapper that reads request bodies. */
@Component
final class MapperStrictJson implements StrictJson {

  private final JsonMapper mapper;
  private final JsonProblems problems;

  MapperStrictJson(JsonMapper mapper, JsonProblems problems) {
    this.mapper = mapper;
    this.problems = problems;
  }

  @Override
  public <T> T read(byte[] json, Class<T> type) {
    String text = JsonText.of(json);
    JsonSyntax.check(text);
    try {
      return mapper.readValue(text, type);
    } catch (JacksonException e) {
      throw new ProblemException(problems.of(e, text));
    }
  }

  @Override
  public <T> ReadPart<T> readPart(byte[] json, Class<T> type) {
    String text = JsonText.of(json);
    JsonSyntax.check(text);
    return new PartReader(mapper, problems).read(text, type);
  }
}
