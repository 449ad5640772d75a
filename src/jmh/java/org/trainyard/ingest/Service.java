package org.trainyard.ingest;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own, on loopback, with a small heap. */
final class Service implements AutoCloseable {

  static final String HEAP = "512m";

  private static final Pattern ID = Pattern.compile("\"id\":\"(ds_\\w+)\"");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Path data;
  private final Process process;

  private Service(int port, Path data, Process process) {
    this.port = port;
    this.data = data;
    this.process = process;
  }

  /** Starts the service and waits until it is ready. */
  static Service start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path data = Files.createTempDirectory(folder, "data-");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx" + HEAP,
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.trainyard.app.TrainyardApplication",
                    "--server.port=" + port,
                    "--trainyard.data-directory=" + data))
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "service.log"))
            .start();
    Service service = new Service(port, data, process);
    service.awaitReady();
    return service;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (send(request("/actuator/health/readiness").GET()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // not listening yet
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("the service did not start; see service.log");
  }

  /** Uploads a file, and deletes the data set; gives the seconds that the upload took. */
  double upload(Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String answer = post(file);
    double seconds = (System.nanoTime() - start) / 1e9;
    Matcher id = ID.matcher(answer);
    if (!answer.startsWith("HTTP/1.1 201") || !id.find()) {
      throw new IOException("the upload was refused: " + answer);
    }
    send(request("/api/v1/datasets/" + id.group(1)).DELETE());
    return seconds;
  }

  /** Sends a file without copying it through this process, so that the client costs little. */
  private String post(Path file) throws IOException {
    try (FileChannel source = FileChannel.open(file);
        SocketChannel socket =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      String head =
          "POST /api/v1/datasets?name=ingest HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: text/csv\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(port, source.size());
      OutputStream out = Channels.newOutputStream(socket);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (long at = 0; at < source.size(); ) {
        at += source.transferTo(at, source.size() - at, socket);
      }
      ByteBuffer answer = ByteBuffer.allocate(1 << 20);
      while (socket.read(answer) >= 0 && answer.hasRemaining()) {
        // until the service closes the connection
      }
      return StandardCharsets.UTF_8.decode(answer.flip()).toString();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
