package com.traitly.systemtests.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends requests to one port and checks the answers. Belongs to one thread. */
final class FuzzSender implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final Pattern OUR_FAULT = Pattern.compile("(?m)^HTTP/1\\.[01] 5\\d\\d");

  private final int port;
  private final Tally tally;
  private @Nullable Socket kept;
  private String before = "none";

  FuzzSender(int port, Tally tally) {
    this.port = port;
    this.tally = tally;
  }

  /** Sends a well-formed request on a connection that stays open between requests. */
  void request(byte[] request) throws IOException {
    long start = System.nanoTime();
    Socket socket = kept != null ? kept : open();
    kept = socket;
    boolean sent = write(socket, request);
    try {
      WireAnswer answer = WireAnswer.read(new BufferedInputStream(socket.getInputStream()), false);
      AnswerOracle.complaint(answer, false)
          .ifPresent(what -> tally.complain(what, request, answer.shown()));
      tally.count(Integer.toString(answer.status()), System.nanoTime() - start);
      before = answer.shown();
      if (!answer.keepsConnection() || !sent) {
        close();
      }
    } catch (SocketTimeoutException e) {
      tally.count("no answer", System.nanoTime() - start);
      tally.complain("No answer within 2 s", request, "none");
      close();
    } catch (IOException e) {
      tally.count("closed", System.nanoTime() - start);
      if (sent) {
        tally.complain(
            "No answer to a well-formed request", request, e + "; the one before got " + before);
      }
      close();
    }
  }

  /**
   * Sends any bytes on a new connection, closes the sending side and reads until the server closes.
   */
  void raw(byte[] bytes) throws IOException {
    long start = System.nanoTime();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try (Socket socket = open()) {
      if (write(socket, bytes)) {
        shutOutput(socket);
      }
      InputStream in = socket.getInputStream();
      in.transferTo(heard);
    } catch (SocketTimeoutException e) {
      tally.complain("Neither answered nor closed within 2 s", bytes, heard.toString(charset()));
    } catch (IOException reset) {
      // A close is a valid answer, even while bytes are still being sent.
    }
    judge(bytes, heard.toByteArray(), System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    before = "none";
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private void judge(byte[] sent, byte[] heard, long nanos) {
    String text = new String(heard, charset());
    if (OUR_FAULT.matcher(text).find()) {
      tally.complain("It is our fault", sent, text);
    }
    if (text.contains("<html")) {
      tally.complain("It is HTML", sent, text);
    }
    if (heard.length == 0) {
      tally.count("closed", nanos);
      return;
    }
    boolean bodiless = new String(sent, charset()).startsWith("HEAD ");
    try {
      WireAnswer first = WireAnswer.read(new ByteArrayInputStream(heard), bodiless);
      AnswerOracle.complaint(first, bodiless)
          .ifPresent(what -> tally.complain(what, sent, first.shown()));
      tally.count(Integer.toString(first.status()), nanos);
    } catch (IOException e) {
      tally.count("cut short", nanos);
      tally.complain("Not an HTTP answer: " + e.getMessage(), sent, text);
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Writes the bytes; false when the server closed before it read all of them, which it may. */
  private static boolean write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static void shutOutput(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException closed) {
      // the server has closed the connection already
    }
  }

  private static Charset charset() {
    return StandardCharsets.ISO_8859_1;
  }
}
