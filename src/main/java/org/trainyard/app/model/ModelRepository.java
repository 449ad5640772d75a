package org.trainyard.app.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the registry, for SQLite and PostgreSQL alike. */
@Repository
class ModelRepository {

  private static final String COLUMNS =
      "name, version, created_at, job_id, file_sha256, weights_sha256, bytes";

  private final JdbcClient jdbc;

  ModelRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next version number of a name; a number is never given twice, also after a deletion. */
  int nextVersion(String name) {
    return jdbc.sql(
            """
            insert into model (name, last_version) values (:name, 1)
            on conflict (name) do update set last_version = model.last_version + 1
            returning last_version
            """)
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  void insert(ModelVersion model) {
    jdbc.sql(
            """
            insert into model_version
              (name, version, created_at, job_id, file_sha256, weights_sha256, bytes)
            values (:name, :version, :createdAt, :jobId, :file, :weights, :bytes)
            """)
        .param("name", model.name())
        .param("version", model.version())
        .param("createdAt", model.createdAt().toEpochMilli())
        .param("jobId", model.jobId())
        .param("file", model.fileSha256())
        .param("weights", model.weightsSha256())
        .param("bytes", model.bytes())
        .update();
  }

  Optional<ModelVersion> find(String name, int version) {
    return jdbc.sql(
            "select " + COLUMNS + " from model_version where name = :name and version = :version")
        .param("name", name)
        .param("version", version)
        .query(ModelRepository::version)
        .optional();
  }

  /** All versions of a name, the newest first. */
  List<ModelVersion> versions(String name) {
    return jdbc.sql(
            "select " + COLUMNS + " from model_version where name = :name order by version desc")
        .param("name", name)
        .query(ModelRepository::version)
        .list();
  }

  Optional<ModelVersion> newest(String name) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from model_version where name = :name order by version desc limit 1")
        .param("name", name)
        .query(ModelRepository::version)
        .optional();
  }

  /** The newest version of each name after {@code after}, in the order of the names. */
  List<ModelVersion> newest(String after, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from model_version outer_version
                where name > :after
                  and version = (select max(version) from model_version where name = outer_version.name)
                order by name
                limit :limit
                """)
        .param("after", after)
        .param("limit", limit)
        .query(ModelRepository::version)
        .list();
  }

  /** Keeps a version from being deleted before the transaction ends; false if there is none. */
  boolean lock(String name, int version) {
    return jdbc.sql(
                "update model_version set bytes = bytes where name = :name and version = :version")
            .param("name", name)
            .param("version", version)
            .update()
        == 1;
  }

  /** Whether there was such a version. */
  boolean delete(String name, int version) {
    return jdbc.sql("delete from model_version where name = :name and version = :version")
            .param("name", name)
            .param("version", version)
            .update()
        > 0;
  }

  boolean isReferenced(String fileSha256) {
    return jdbc.sql("select count(*) from model_version where file_sha256 = :file")
            .param("file", fileSha256)
            .query(Long.class)
            .single()
        > 0;
  }

  private static ModelVersion version(ResultSet row, int number) throws SQLException {
    return new ModelVersion(
        row.getString("name"),
        row.getInt("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getString("job_id"),
        row.getString("file_sha256"),
        row.getString("weights_sha256"),
        row.getLong("bytes"));
  }
}
