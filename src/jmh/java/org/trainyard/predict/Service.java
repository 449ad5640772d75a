package org.trainyard.predict;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.trainyard.app.HttpService;

/** The service in a process of its own, on loopback, with an empty data directory. */
final class Service implements AutoCloseable {

  private static final int LOOKS = 1200;

  private final int port;
  private final Path folder;
  private final Process process;
  private final HttpService http;

  private Service(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
    this.http = new HttpService(port);
  }

  /** Starts the service with some settings and waits until it is ready. */
  static Service start(String... settings) throws IOException, InterruptedException {
    int port = freePort();
    Path folder = Files.createTempDirectory("bench-predict");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags());
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), BenchmarkedService.class.getName()));
    command.add("--server.port=" + port);
    command.add("--trainyard.data-directory=" + folder.resolve("data"));
    command.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    Service service = new Service(port, folder, process);
    service.awaitReady();
    return service;
  }

  /** Further flags of the service's Java, separated by blanks: {@code -Dservice.flags=…}. */
  private static List<String> flags() {
    return Stream.of(System.getProperty("service.flags", "").split(" "))
        .filter(flag -> !flag.isEmpty())
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    boolean ended = false;
    for (int look = 0; look < LOOKS && !ended; look++) {
      if (http.answers("/actuator/health/readiness")) {
        return;
      }
      ended = process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the service did not start:\n" + Files.readString(folder.resolve("log")));
  }

  HttpService http() {
    return http;
  }

  long pid() {
    return process.pid();
  }

  /** The whole address of a path. */
  String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(port, path);
  }

  /** The files of the models. */
  Path models() {
    return folder.resolve("data").resolve("models");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
