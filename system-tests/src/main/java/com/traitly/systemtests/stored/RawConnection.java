package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.WireAnswer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A connection to the product that can send any bytes as headers. Belongs to one thread at a time.
 */
final class RawConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The server closes a connection that is idle for long. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Socket socket;
  private final InputStream in;
  private long usedAt = System.nanoTime();

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  boolean isFresh() {
    return System.nanoTime() - usedAt < FRESH.toNanos();
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param headers one line each, one character for each byte
   */
  WireAnswer call(String method, String path, List<String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: fuzz\r\n");
    headers.forEach(each -> head.append(each).append("\r\n"));
    if (headers.stream().noneMatch(each -> each.startsWith("Transfer-Encoding"))) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    WireAnswer answer = WireAnswer.read(in, method.equals("HEAD"));
    usedAt = System.nanoTime();
    return answer;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is closed all the same
    }
  }
}
