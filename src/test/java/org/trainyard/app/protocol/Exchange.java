package org.trainyard.app.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request as it stands on the wire, and its answer: no client adds or hides a header. */
public final class Exchange {

  private final int port;

  public Exchange(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param headers by their names in lower case
   */
  @SuppressWarnings("ArrayRecordComponent") // read once
  public record Answer(int status, Map<String, String> headers, byte[] body) {

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  public Answer get(String path) {
    return send("GET", path, List.of(), new byte[0]);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends just these headers, a Host and the length of the body. */
  public Answer send(String method, String path, List<String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (!method.equals("GET")) {
      head.append("Content-Length: %d\r\n".formatted(body.length));
    }
    head.append("\r\n");
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(30_000);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      request.writeBytes(body);
      socket.getOutputStream().write(request.toByteArray());
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    int end = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    String[] lines = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(":", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    boolean isChunked = "chunked".equals(headers.get("transfer-encoding"));
    return new Answer(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, isChunked ? unchunked(body) : body);
  }

  private static byte[] unchunked(byte[] chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String text = new String(chunks, StandardCharsets.ISO_8859_1);
    int from = 0;
    while (from < chunks.length) {
      int line = text.indexOf("\r\n", from);
      int size = Integer.parseInt(text.substring(from, line), 16);
      body.write(chunks, line + 2, size);
      from = line + 2 + size + 2;
    }
    return body.toByteArray();
  }
}
