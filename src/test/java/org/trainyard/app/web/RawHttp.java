package org.trainyard.app.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that no client library would send. */
final class RawHttp {

  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

  private RawHttp() {}

  /** A whole answer, head and body, to one request after which the server closes. */
  static Answer send(int port, String request) {
    return send(port, request, socket -> {});
  }

  /** The same, to a client that says that nothing more will come from it. */
  static Answer sendAndClose(int port, String request) {
    return send(port, request, Socket::shutdownOutput);
  }

  private static Answer send(int port, String request, AfterSending then) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      then.accept(socket);
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what the head announces: a server may hold the connection for a body not yet sent. */
  private static Answer answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the answer ends in its head: " + head);
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body =
        length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
    return new Answer(
        Integer.parseInt(head.substring(9, 12)),
        head.toString(),
        new String(body, StandardCharsets.UTF_8));
  }

  private interface AfterSending {

    void accept(Socket socket) throws IOException;
  }

  record Answer(int status, String head, String body) {}
}
