package org.trainyard.app.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trainyard.app.storage.Database;

/**
 * Finds versions by their names, and remembers them where no other process can change them: a
 * question to the database costs more than a prediction.
 *
 * <p>Never answers with what a change that has ended made untrue. From before a change until after
 * its end the database is asked, and nothing is remembered that was asked before the end. Safe for
 * any number of threads.
 */
@Component
class VersionLookup {

  private static final int REMEMBERED = 10_000;
  private static final int NEWEST = 0; // stands for the number of the newest version

  private final ModelRepository repository;
  private final Optional<Cache<Key, ModelVersion>> remembered;
  private final Map<String, Integer> changing = new ConcurrentHashMap<>(); // written under the lock
  private volatile long changes; // written under the lock of this object

  VersionLookup(ModelRepository repository, Database database) {
    this.repository = repository;
    this.remembered =
        switch (database) {
          case SQLITE -> Optional.of(Caffeine.newBuilder().maximumSize(REMEMBERED).build());
          case POSTGRESQL -> Optional.empty(); // other replicas change them too
        };
  }

  private record Key(String name, int version) {}

  Optional<ModelVersion> newest(String name) {
    return find(new Key(name, NEWEST), () -> repository.newest(name));
  }

  /** Versions count from 1: there is nothing before, least of all the newest. */
  Optional<ModelVersion> find(String name, int version) {
    if (version < 1) {
      return Optional.empty();
    }
    return find(new Key(name, version), () -> repository.find(name, version));
  }

  private Optional<ModelVersion> find(Key key, Supplier<Optional<ModelVersion>> question) {
    if (remembered.isEmpty() || changing.containsKey(key.name())) {
      return question.get();
    }
    ModelVersion known = remembered.get().getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    long before = changes;
    Optional<ModelVersion> answer = question.get();
    answer.ifPresent(version -> remember(key, version, before));
    return answer;
  }

  private synchronized void remember(Key key, ModelVersion version, long before) {
    if (changes == before) {
      remembered.ifPresent(cache -> cache.put(key, version));
    }
  }

  /** A version of the name comes with the transaction that is open. */
  void comesWithTransaction(String name) {
    begin(name);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            end(name, NEWEST);
          }
        });
  }

  /**
   * A version goes.
   *
   * @param deletion has ended when it returns; says whether there was such a version
   */
  boolean goes(ModelVersion version, BooleanSupplier deletion) {
    begin(version.name());
    try {
      return deletion.getAsBoolean();
    } finally {
      end(version.name(), version.version());
    }
  }

  private synchronized void begin(String name) {
    changes++;
    changing.merge(name, 1, Integer::sum);
  }

  private synchronized void end(String name, int version) {
    changes++;
    remembered.ifPresent(cache -> {
      cache.invalidate(new Key(name, NEWEST));
      cache.invalidate(new Key(name, version));
    });
    changing.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
  }
}
