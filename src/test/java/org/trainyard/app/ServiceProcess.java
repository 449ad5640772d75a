package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The service in a process of its own, which can be killed and frozen: the jar, if there is one.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final String JAR = System.getProperty("trainyard.jar", "");

  private final Process process;
  private final int port;
  private final HttpService http;
  private final Path log;

  private ServiceProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.http = new HttpService(port);
    this.log = log;
  }

  /**
   * Starts a process of the jar, if there is one, or the class path, and does not wait for it.
   *
   * @param folder where its data lie, and its log beside them
   * @param settings as on the command line, without the two dashes
   */
  public static ServiceProcess start(Path folder, List<String> settings) {
    return start(
        folder,
        Files.exists(Path.of(JAR)) && !JAR.isEmpty()
            ? List.of("-jar", JAR)
            : program(TrainyardApplication.class, List.of()),
        settings);
  }

  /**
   * The same of a class with a main method, on the class path.
   *
   * @param options of its Java
   */
  public static ServiceProcess start(
      Path folder, Class<?> main, List<String> options, List<String> settings) {
    return start(folder, program(main, options), settings);
  }

  private static List<String> program(Class<?> main, List<String> options) {
    List<String> program = new ArrayList<>(options);
    program.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return program;
  }

  private static ServiceProcess start(Path folder, List<String> program, List<String> settings) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--add-modules=jdk.incubator.vector");
      command.add("--enable-native-access=ALL-UNNAMED");
      command.addAll(program);
      command.add("--server.port=" + port);
      command.add("--trainyard.data-directory=" + folder.resolve("data"));
      settings.forEach(setting -> command.add("--" + setting));
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServiceProcess(process, port, log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The service once it takes requests. */
  public HttpService ready() {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(5));
    while (!http.answers("/actuator/health/readiness")) {
      assertThat(Instant.now()).as("still not ready, see " + log).isBefore(deadline);
      assertThat(endsWithin(Duration.ofMillis(50))).as("the process ended, see " + log).isFalse();
    }
    return http;
  }

  /** The service, whether it listens or not. */
  public HttpService http() {
    return http;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Waits; true if the process ends meanwhile. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ends it without a chance to do anything: SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    assertThat(endsWithin(Duration.ofSeconds(30))).isTrue();
  }

  /** Ends it as an operator does, by SIGTERM; its exit code. */
  public int terminate() {
    process.destroy();
    assertThat(endsWithin(Duration.ofSeconds(30))).as("it does not end, see " + log).isTrue();
    return process.exitValue();
  }

  /** Stops it in the middle of whatever it does: SIGSTOP. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on: SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  /** What it said so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
