package org.trainyard.app.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of data sets, for SQLite and PostgreSQL alike. */
@Repository
class DatasetRepository {

  private static final TypeReference<List<Column>> COLUMNS = new TypeReference<>() {};
  private static final TypeReference<List<Dataset.Warning>> WARNINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DatasetRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Dataset dataset) {
    jdbc.sql(
            """
            insert into dataset
              (id, name, format, created_at, bytes, sha256, row_count, columns, warnings)
            values (:id, :name, :format, :createdAt, :bytes, :sha256, :rows, :columns, :warnings)
            """)
        .param("id", dataset.id())
        .param("name", dataset.name())
        .param("format", dataset.format().name())
        .param("createdAt", dataset.createdAt().toEpochMilli())
        .param("bytes", dataset.bytes())
        .param("sha256", dataset.sha256())
        .param("rows", dataset.rows())
        .param("columns", json.writerFor(COLUMNS).writeValueAsString(dataset.columns()))
        .param("warnings", json.writeValueAsString(dataset.warnings()))
        .update();
  }

  Optional<Dataset> find(String id) {
    return jdbc.sql("select * from dataset where id = :id")
        .param("id", id)
        .query(this::dataset)
        .optional();
  }

  /** Keeps a data set from being deleted before the transaction ends; false if there is none. */
  boolean lock(String id) {
    return jdbc.sql("update dataset set id = id where id = :id").param("id", id).update() == 1;
  }

  /** The newest one with a name. */
  Optional<Dataset> newest(String name) {
    return jdbc.sql("select * from dataset where name = :name order by id desc limit 1")
        .param("name", name)
        .query(this::dataset)
        .optional();
  }

  /** The newest one with that content. */
  Optional<Dataset> newestWithContent(String sha256) {
    return jdbc.sql("select * from dataset where sha256 = :sha256 order by id desc limit 1")
        .param("sha256", sha256)
        .query(this::dataset)
        .optional();
  }

  /** The newest first, those before an id; an empty id begins at the newest. */
  List<Dataset> before(String id, int limit) {
    return jdbc.sql(
            "select * from dataset where :id = '' or id < :id order by id desc limit :limit")
        .param("id", id)
        .param("limit", limit)
        .query(this::dataset)
        .list();
  }

  void delete(String id) {
    jdbc.sql("delete from dataset where id = :id").param("id", id).update();
  }

  boolean isReferenced(String sha256) {
    return jdbc.sql("select count(*) from dataset where sha256 = :sha256")
            .param("sha256", sha256)
            .query(Long.class)
            .single()
        > 0;
  }

  private Dataset dataset(ResultSet row, int number) throws SQLException {
    try {
      return new Dataset(
          row.getString("id"),
          row.getString("name"),
          DatasetFormat.valueOf(row.getString("format")),
          Instant.ofEpochMilli(row.getLong("created_at")),
          row.getLong("bytes"),
          row.getString("sha256"),
          row.getLong("row_count"),
          json.readValue(row.getString("columns"), COLUMNS),
          json.readValue(row.getString("warnings"), WARNINGS));
    } catch (JacksonException e) {
      throw new IllegalStateException("the stored description of a data set cannot be read", e);
    }
  }
}
