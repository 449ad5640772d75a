package org.trainyard.app.job.lifecycle;

import static org.trainyard.app.job.lifecycle.JobState.CANCELLED;
import static org.trainyard.app.job.lifecycle.JobState.FAILED;
import static org.trainyard.app.job.lifecycle.JobState.PAUSED;
import static org.trainyard.app.job.lifecycle.JobState.QUEUED;
import static org.trainyard.app.job.lifecycle.JobState.RUNNING;
import static org.trainyard.app.job.lifecycle.JobState.SUCCEEDED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.trainyard.app.job.JobsContext;
import org.trainyard.app.job.lifecycle.JobLifecycle.Answer;
import org.trainyard.app.job.queue.QueuedWork.Entry;
import org.trainyard.app.model.ModelReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A random sequence of what clients, workers and fate do to a few jobs, and what must hold whatever
 * they do. It keeps its own account, written from the contract and not from the code.
 */
final class RandomSequence {

  /** The contract's only moves. */
  private static final Map<JobState, Set<JobState>> LEGAL =
      Map.of(
          QUEUED, Set.of(RUNNING, PAUSED, CANCELLED),
          RUNNING, Set.of(SUCCEEDED, FAILED, PAUSED, CANCELLED, QUEUED),
          PAUSED, Set.of(QUEUED, CANCELLED),
          SUCCEEDED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of());

  private static final int MAX_JOBS = 3;
  private static final int MAX_DEATHS = 3;
  private static final JobFailure FAILURE =
      JobFailure.of(FailureType.INTERNAL, "a mistake", "none");

  private final Stage stage;
  private final Clock clock;
  private final String prefix;
  private final SplittableRandom random;
  private final List<String> trace = new ArrayList<>();

  private final List<String> jobs = new ArrayList<>();
  private final List<Entry> picked = new ArrayList<>(); // held, and not begun
  private final List<Run> runs = new ArrayList<>();
  private final List<Run> ghosts = new ArrayList<>(); // given up for dead, and may wake
  private final List<Entry> stale = new ArrayList<>();
  private final Set<String> cancelled = new HashSet<>(); // acknowledged
  private final Map<String, Integer> deaths = new HashMap<>(); // since it last got further
  private final Map<String, Integer> results = new HashMap<>();
  private final Map<String, Long> fences = new HashMap<>();

  private record Run(RunId id, Entry entry) {}

  /** A clock that is set now and then. */
  static final class Clock implements InstantSource {

    private Instant now = Instant.ofEpochSecond(1_800_000_000);

    @Override
    public Instant instant() {
      return now;
    }

    void jump(Duration by) {
      now = now.plus(by);
    }
  }

  /** What must not happen. */
  static final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }

  RandomSequence(Stage stage, Clock clock, long seed) {
    this.stage = stage;
    this.clock = clock;
    this.prefix = "job_%d_".formatted(seed);
    this.random = new SplittableRandom(seed);
  }

  /** Plays so many operations, and then lets everything come to its end. */
  void play(int operations) {
    try {
      submit();
      for (int i = 0; i < operations; i++) {
        step();
        jobs.forEach(this::checkStanding);
      }
      drain();
      jobs.forEach(this::checkEnd);
    } catch (Violation e) {
      throw new Violation(e.getMessage() + " after " + String.join(", ", trace));
    }
  }

  private void step() {
    switch (random.nextInt(20)) {
      case 0 -> submit();
      case 1, 2, 3 -> pick();
      case 4, 5, 6 -> take(picked).ifPresent(this::claim);
      case 7 -> cancel(any());
      case 8 -> pause(any());
      case 9, 10 -> resume(any());
      case 11 -> take(runs).ifPresent(this::complete);
      case 12 -> take(runs).ifPresent(this::fail);
      case 13 -> take(runs).ifPresent(this::stop);
      case 14 -> die();
      case 15 -> restart();
      case 16 -> duplicate();
      case 17 -> one(runs).ifPresent(this::getFurther);
      case 18 -> take(runs).ifPresent(this::abandon);
      default -> {
        clock.jump(Duration.ofMinutes(random.nextInt(-120, 61)));
        if (stage.breakAt(random.nextInt(4))) {
          trace.add("break");
        }
      }
    }
  }

  private void submit() {
    if (jobs.size() == MAX_JOBS) {
      return;
    }
    String id = prefix + jobs.size();
    trace.add("submit " + id);
    boolean acknowledged =
        attempt(
                () -> {
                  stage.lifecycle().submit(JobsContext.job(id, random.nextInt(2), clock.instant()));
                  return true;
                })
            .isPresent();
    if (acknowledged) {
      jobs.add(id);
    } else {
      require(stage.find(id).isEmpty() && stage.version(id).isEmpty(), "half a job was stored");
    }
  }

  private void pick() {
    stage
        .pick()
        .ifPresent(entry -> {
          trace.add("pick " + entry.job());
          picked.add(entry);
        });
  }

  private void claim(Entry entry) {
    trace.add("claim " + entry.job());
    Job before = job(entry.job());
    Optional<Optional<Job>> answer =
        attempt(() -> stage.lifecycle().claim(entry.job(), entry.version(), StartPoint.first()));
    if (answer.isEmpty()) { // the library frees the entry then
      stage.free(entry.job());
      return;
    }
    Optional<Job> begun = answer.get();
    require(begun.isPresent() || before.state() != QUEUED, "a job that waits was not begun");
    begun.ifPresent(job -> {
      require(job.state() == RUNNING, "a run began, and the job does not run");
      require(running(job.id()).isEmpty(), "two runs of a job at once");
      require(job.fence() > before.fence(), "a run began under an old fence");
      runs.add(new Run(new RunId(job.id(), job.fence()), entry));
    });
  }

  private void cancel(String id) {
    Job before = job(id);
    boolean possible = !before.state().isEnd() || before.state() == CANCELLED;
    if (ask("cancel", id, possible, () -> stage.lifecycle().cancel(id))) {
      cancelled.add(id);
    }
  }

  private void pause(String id) {
    boolean possible = !job(id).state().isEnd() && !cancelled.contains(id);
    ask("pause", id, possible, () -> stage.lifecycle().pause(id));
  }

  private void resume(String id) {
    boolean possible = !job(id).state().isEnd() && !cancelled.contains(id);
    ask("resume", id, possible, () -> stage.lifecycle().resume(id));
  }

  private boolean ask(String what, String id, boolean possible, Supplier<Answer> request) {
    trace.add(what + " " + id);
    Optional<Answer> answer = attempt(request);
    boolean granted = answer.filter(Answer.Granted.class::isInstance).isPresent();
    require(answer.isEmpty() || granted == possible, what + " was answered wrongly: " + answer);
    return granted;
  }

  private void complete(Run run) {
    trace.add("complete " + run.id());
    Optional<Optional<JobState>> ended = attempt(() -> completed(run));
    expect(run, ended, cancelledOr(run, SUCCEEDED));
  }

  private Optional<JobState> completed(Run run) {
    List<ModelReference> registered = new ArrayList<>();
    Optional<JobState> state =
        stage
            .lifecycle()
            .complete(
                run.id(),
                StopReason.COMPLETED,
                () -> {
                  registered.add(new ModelReference("m", 1));
                  return registered.getLast();
                });
    if (!registered.isEmpty()) {
      results.merge(run.id().job(), registered.size(), Integer::sum);
    }
    return state;
  }

  private void fail(Run run) {
    trace.add("fail " + run.id());
    expect(run, attempt(() -> stage.lifecycle().fail(run.id(), FAILURE)), cancelledOr(run, FAILED));
  }

  private void stop(Run run) {
    trace.add("stop " + run.id());
    JobState expected = afterStop(job(run.id().job()));
    expect(run, attempt(() -> stage.lifecycle().stop(run.id(), "it stopped")), expected);
  }

  private static JobState afterStop(Job job) {
    return switch (job.stopRequested()) {
      case CANCEL -> CANCELLED;
      case PAUSE -> PAUSED;
      case null -> QUEUED;
    };
  }

  private JobState cancelledOr(Run run, JobState state) {
    return cancelled.contains(run.id().job()) ? CANCELLED : state;
  }

  /** How a run that has its job ends; if the store is away it can only leave. */
  private void expect(Run run, Optional<Optional<JobState>> state, JobState expected) {
    if (state.isEmpty()) {
      abandon(run);
    } else {
      require(state.get().equals(Optional.of(expected)), "a run ended as " + state.get());
    }
  }

  /** A run ends without a word: the library frees the entry. */
  private void abandon(Run run) {
    trace.add("abandon " + run.id());
    stage.free(run.id().job());
  }

  private void getFurther(Run run) {
    trace.add("get further " + run.id());
    Optional<Boolean> noted = attempt(() -> stage.gotFurther(run.id()));
    require(noted.isEmpty() || noted.get(), "a run that has its job could not write");
    if (noted.isPresent()) {
      deaths.put(run.id().job(), 0);
    }
  }

  /** Another process finds that the holder of an entry shows no sign of life. */
  private void die() {
    Optional<Run> run = one(runs);
    Optional<Entry> entry = run.isPresent() ? run.map(Run::entry) : one(picked);
    if (entry.isEmpty()) {
      return;
    }
    String id = entry.get().job();
    trace.add("die " + id);
    Job before = job(id);
    Optional<Optional<JobState>> state =
        attempt(() -> stage.lifecycle().processDied(id, entry.get().version()));
    if (state.isPresent()) {
      require(state.get().isPresent(), "a dead holder kept its entry");
      if (before.state() == RUNNING) {
        died(before);
      }
      run.ifPresent(dead -> {
        runs.remove(dead);
        ghosts.add(dead);
      });
      picked.remove(entry.get());
      stale.add(entry.get());
    }
  }

  private void restart() {
    List<Job> running = jobs.stream().map(this::job).filter(job -> job.state() == RUNNING).toList();
    trace.add("restart");
    boolean up =
        attempt(
                () -> {
                  stage.restart();
                  return true;
                })
            .isPresent();
    if (!up) { // without its database it does not start; the next one finds the same
      stage.restart();
    }
    running.forEach(this::died);
    ghosts.addAll(runs);
    runs.forEach(run -> stale.add(run.entry()));
    runs.clear();
    stale.addAll(picked);
    picked.clear();
  }

  private void died(Job before) {
    int count = deaths.merge(before.id(), 1, Integer::sum);
    JobState after = job(before.id()).state();
    JobState expected =
        count < MAX_DEATHS
            ? afterStop(before)
            : before.stopRequested() == StopRequest.CANCEL ? CANCELLED : FAILED;
    require(after == expected, "death %d left the job %s".formatted(count, after));
  }

  /** Who was given up for dead wakes and does what it did not know is done. */
  private void duplicate() {
    one(ghosts).ifPresent(this::wake);
    one(stale).ifPresent(this::deliverAgain);
  }

  private void wake(Run ghost) {
    trace.add("duplicate " + ghost.id());
    Job before = job(ghost.id().job());
    boolean wrote =
        attempt(() ->
                switch (random.nextInt(4)) {
                  case 0 -> completed(ghost).isPresent();
                  case 1 -> stage.lifecycle().fail(ghost.id(), FAILURE).isPresent();
                  case 2 -> stage.lifecycle().stop(ghost.id(), "late").isPresent();
                  default -> stage.gotFurther(ghost.id());
                })
            .orElse(false);
    require(!wrote, "a run that had lost its job wrote");
    require(job(before.id()).equals(before), "a run that had lost its job changed it");
  }

  private void deliverAgain(Entry entry) {
    trace.add("duplicate entry " + entry.job());
    Job before = job(entry.job());
    boolean begun =
        attempt(() ->
                random.nextBoolean()
                    ? stage
                        .lifecycle()
                        .claim(entry.job(), entry.version(), StartPoint.first())
                        .isPresent()
                    : stage.lifecycle().processDied(entry.job(), entry.version()).isPresent())
            .orElse(false);
    require(!begun && job(before.id()).equals(before), "an old entry moved a job");
  }

  /** Everything goes on until nothing waits: then each job has come to its end. */
  private void drain() {
    trace.add("drain");
    for (int round = 0; round < 20; round++) {
      List.copyOf(picked).forEach(this::claim);
      picked.clear();
      List.copyOf(runs).forEach(this::complete);
      runs.clear();
      for (Optional<Entry> next = stage.pick(); next.isPresent(); next = stage.pick()) {
        claim(next.get());
        List.copyOf(runs).forEach(this::complete);
        runs.clear();
      }
      jobs.stream().filter(id -> job(id).state() == PAUSED).forEach(this::resume);
    }
  }

  private void checkStanding(String id) {
    Job job = job(id);
    require(
        job.state() == RUNNING || job.stopRequested() == null,
        "a job that does not run shall stop");
    boolean waits = job.state() == QUEUED || job.state() == RUNNING;
    require(!waits || stage.version(id).isPresent(), "a job is lost: nobody will run it");
    @Nullable Long fence = fences.put(id, job.fence());
    require(fence == null || fence <= job.fence(), "the fence went back");
  }

  private void checkEnd(String id) {
    Job job = job(id);
    require(job.state().isEnd(), "a job is stuck as " + job.state());
    require(stage.version(id).isEmpty(), "a job that has ended is in the queue");
    require(!cancelled.contains(id) || job.state() == CANCELLED, "an acknowledged cancel is lost");
    int expected = job.state() == SUCCEEDED ? 1 : 0;
    require(results.getOrDefault(id, 0) == expected, "results: " + results.get(id));
    require((job.modelName() != null) == (expected == 1), "a model where none should be");
    JobState at = QUEUED;
    List<String> moves = stage.moves(id);
    for (String move : moves.subList(1, moves.size())) {
      JsonNode parsed = JsonMapper.shared().readTree(move);
      require(JobState.valueOf(parsed.get("from").asString()) == at, "the moves have a hole");
      JobState to = JobState.valueOf(parsed.get("to").asString());
      require(LEGAL.getOrDefault(at, Set.of()).contains(to), "illegal: " + at + " -> " + to);
      at = to;
    }
    require(at == job.state(), "the moves do not lead to the state");
  }

  /** Empty if the store failed: then nothing has changed. */
  private <T> Optional<T> attempt(Supplier<T> action) {
    Map<String, Job> before = new HashMap<>();
    jobs.forEach(id -> before.put(id, job(id)));
    Map<String, Integer> resultsBefore = new HashMap<>(results);
    try {
      return Optional.of(action.get());
    } catch (DataAccessException _) {
      before.forEach((id, job) -> require(job(id).equals(job), "half a move was written"));
      results.clear();
      results.putAll(resultsBefore);
      return Optional.empty();
    }
  }

  private List<Run> running(String id) {
    return runs.stream().filter(run -> run.id().job().equals(id)).toList();
  }

  private Job job(String id) {
    return stage.find(id).orElseThrow(() -> new Violation("an acknowledged job is gone"));
  }

  private String any() {
    return jobs.isEmpty() ? prefix : jobs.get(random.nextInt(jobs.size()));
  }

  private <T> Optional<T> one(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  private <T> Optional<T> take(List<T> list) {
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(list.remove(random.nextInt(list.size())));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(otherwise);
    }
  }
}
