package org.trainyard.app.job.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.lifecycle.JobMove;
import org.trainyard.app.job.lifecycle.JobObserver;
import org.trainyard.app.job.lifecycle.RunId;
import org.trainyard.app.job.lifecycle.RunProgress;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.engine.training.Checkpoint;

/**
 * Keeps the two newest checkpoints of each job until it has ended. A file is there, durably, before
 * the database refers to it, and goes after it no longer does; only files that it refers to are
 * ever read.
 */
@Component
public class CheckpointStore implements JobObserver {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final int KEPT = 2;

  private final CheckpointRepository repository;
  private final RunProgress progress;
  private final TransactionTemplate transactions;
  private final Path folder;

  CheckpointStore(
      CheckpointRepository repository,
      RunProgress progress,
      TransactionTemplate transactions,
      DataDirectory data) {
    this.repository = repository;
    this.progress = progress;
    this.transactions = transactions;
    this.folder = data.directory("checkpoints");
  }

  /** A checkpoint that was read and found whole. */
  public record Usable(CheckpointEntry entry, Checkpoint checkpoint) {}

  /**
   * What there is to go on from.
   *
   * @param newest the newest one that is whole
   * @param rejected in words, why newer ones are not
   */
  public record Choice(Optional<Usable> newest, List<String> rejected) {}

  /** Reads the newest checkpoint of a job that is whole. */
  public Choice newest(String job) {
    List<String> rejected = new ArrayList<>();
    for (CheckpointEntry entry : repository.of(job)) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(path(entry), job);
        return new Choice(Optional.of(new Usable(entry, checkpoint)), rejected);
      } catch (IOException e) {
        LOG.warn("job {}: the checkpoint {} is rejected", job, entry.fileName(), e);
        rejected.add(
            "the checkpoint of epoch %d, step %d cannot be read: %s"
                .formatted(entry.epoch(), entry.steps(), words(e)));
      }
    }
    return new Choice(Optional.empty(), rejected);
  }

  private static String words(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "it is gone"
        : String.valueOf(failure.getMessage());
  }

  /**
   * Forgets, in the caller's transaction, what lies behind the point from which a job goes on: its
   * epochs will be done again.
   */
  public void forgetAfter(String job, Optional<Usable> from) {
    List<CheckpointEntry> later = new ArrayList<>();
    for (CheckpointEntry entry : repository.of(job)) {
      if (from.isPresent() && entry.equals(from.get().entry())) {
        break;
      }
      repository.delete(entry);
      later.add(entry);
    }
    if (!later.isEmpty()) {
      afterCommit(() -> later.forEach(this::deleteFile));
    }
  }

  /**
   * Writes a checkpoint of a run; the third newest goes.
   *
   * @param number of the checkpoint in its run
   * @return false if the job is not the run's any more
   */
  public boolean save(RunId run, int number, Checkpoint checkpoint) throws IOException {
    CheckpointEntry entry =
        new CheckpointEntry(
            run.job(), run.fence(), number, checkpoint.epoch(), checkpoint.stepsDone());
    CheckpointFile.write(path(entry), run.job(), checkpoint);
    @Nullable List<CheckpointEntry> replaced = null;
    try {
      replaced =
          transactions.execute(_ -> refer(run, entry, Duration.ofNanos(checkpoint.elapsedNanos())));
    } finally {
      if (replaced == null) {
        deleteFile(entry);
      }
    }
    replaced.forEach(this::deleteFile);
    return !replaced.contains(entry);
  }

  private List<CheckpointEntry> refer(RunId run, CheckpointEntry entry, Duration elapsed) {
    if (!progress.gotFurther(run, elapsed)) {
      return List.of(entry);
    }
    repository.insert(entry);
    List<CheckpointEntry> kept = repository.of(run.job());
    List<CheckpointEntry> replaced =
        List.copyOf(kept.subList(Math.min(KEPT, kept.size()), kept.size()));
    replaced.forEach(repository::delete);
    return replaced;
  }

  /** The database refers to no checkpoint of a job that has ended. */
  @Override
  public void moved(JobMove move) {
    if (move.to().isEnd()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, move.job() + "-*")) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        LOG.warn("job {}: its checkpoints are left behind", move.job(), e);
      }
    }
  }

  /**
   * Deletes what a crash left behind: files in the making, and files that no job needs. Only for a
   * process that alone uses the folder, before jobs run.
   */
  public void sweep() throws IOException {
    Set<String> needed =
        repository.needed().stream().map(CheckpointEntry::fileName).collect(Collectors.toSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!needed.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void deleteFile(CheckpointEntry entry) {
    try {
      Files.deleteIfExists(path(entry));
    } catch (IOException e) {
      LOG.warn("the checkpoint {} is left behind", entry.fileName(), e);
    }
  }

  private Path path(CheckpointEntry entry) {
    return folder.resolve(entry.fileName());
  }

  private static void afterCommit(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
