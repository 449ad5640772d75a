package org.trainyard.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import org.trainyard.app.HttpService;
import org.trainyard.app.ServiceProcess;
import org.trainyard.app.TrainyardApplication;

/** The service in a process of its own, on loopback, with a small heap. */
final class Service implements AutoCloseable {

  static final String HEAP = "512m";

  private static final Pattern ID = Pattern.compile("\"id\":\"(ds_\\w+)\"");

  private final Path folder;
  private final ServiceProcess process;
  private final HttpService http;

  private Service(Path folder) {
    this.folder = folder;
    this.process =
        ServiceProcess.start(
            folder, TrainyardApplication.class, List.of("-Xmx" + HEAP), List.of());
    this.http = process.ready();
  }

  /** Starts the service and waits until it is ready. */
  static Service start(Path parent) throws IOException {
    return new Service(Files.createTempDirectory(parent, "service-"));
  }

  /** Uploads a file, and deletes the data set; gives the seconds that the upload took. */
  double upload(Path file) throws IOException {
    long start = System.nanoTime();
    String answer = post(file);
    double seconds = (System.nanoTime() - start) / 1e9;
    Matcher id = ID.matcher(answer);
    if (!answer.startsWith("HTTP/1.1 201") || !id.find()) {
      throw new IOException("the upload was refused: " + answer);
    }
    http.send(http.request("/api/v1/datasets/" + id.group(1)).DELETE());
    return seconds;
  }

  /** Sends a file without copying it through this process, so that the client costs little. */
  private String post(Path file) throws IOException {
    try (FileChannel source = FileChannel.open(file);
        SocketChannel socket =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), process.port()))) {
      String head =
          "POST /api/v1/datasets?name=ingest HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: text/csv\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(process.port(), source.size());
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

  @Override
  public void close() throws IOException {
    process.terminate();
    FileSystemUtils.deleteRecursively(folder);
  }
}
