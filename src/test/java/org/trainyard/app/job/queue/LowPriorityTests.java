package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTests {

  private static final int NICE = 18; // of the fields of proc_pid_stat(5), from 0

  private final Executor low = work -> Thread.ofPlatform().daemon().start(LowPriority.of(work));

  @Test
  @EnabledOnOs(OS.LINUX)
  void isThatOfTheThreadAndOfThoseThatItStarts() {
    int before = nice();

    CompletableFuture<Integer> own = CompletableFuture.supplyAsync(LowPriorityTests::nice, low);
    CompletableFuture<Integer> helper = new CompletableFuture<>();
    low.execute(() -> Thread.ofPlatform().daemon().start(() -> helper.complete(nice())));

    assertThat(own.join()).isGreaterThanOrEqualTo(10).isGreaterThan(before);
    assertThat(helper.join()).isEqualTo(own.join());
    assertThat(nice()).isEqualTo(before);
  }

  @Test
  void isTheLeastThatJavaHas() {
    assertThat(
            CompletableFuture.supplyAsync(() -> Thread.currentThread().getPriority(), low).join())
        .isEqualTo(Thread.MIN_PRIORITY);
  }

  private static int nice() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(behindName[NICE - 2]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
