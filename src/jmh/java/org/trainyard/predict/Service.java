package org.trainyard.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.trainyard.app.HttpService;
import org.trainyard.app.ServiceProcess;

/** The service in a process of its own, on loopback, with an empty data directory. */
final class Service implements AutoCloseable {

  private final Path folder;
  private final ServiceProcess process;
  private final HttpService http;

  private Service(Path folder, List<String> settings) {
    this.folder = folder;
    this.process = ServiceProcess.start(folder, BenchmarkedService.class, flags(), settings);
    this.http = process.ready();
  }

  /** Starts the service with some settings and waits until it is ready. */
  static Service start(String... settings) throws IOException {
    return new Service(Files.createTempDirectory("bench-predict"), List.of(settings));
  }

  /** Further flags of the service's Java, separated by blanks: {@code -Dservice.flags=…}. */
  private static List<String> flags() {
    return Stream.of(System.getProperty("service.flags", "").split(" "))
        .filter(flag -> !flag.isEmpty())
        .toList();
  }

  HttpService http() {
    return http;
  }

  long pid() {
    return process.pid();
  }

  /** The whole address of a path. */
  String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(process.port(), path);
  }

  /** The files of the models. */
  Path models() {
    return folder.resolve("data").resolve("models");
  }

  @Override
  public void close() throws IOException {
    process.terminate();
    FileSystemUtils.deleteRecursively(folder);
  }
}
