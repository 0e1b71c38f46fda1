package com.traitly.systemtests.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * An answer as it came over the wire.
 *
 * @param status its status
 * @param headers names in any case
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent") // is read once, never compared
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {
  private static final int LONGEST_LINE = 64 * 1024;

  /**
   * Reads one answer and skips interim (1xx) answers.
   *
   * @param bodiless whether the answer has no body because of the request's method
   * @throws EOFException when the other side has closed the connection
   * @throws IOException when it is not HTTP
   */
  public static WireAnswer read(InputStream in, boolean bodiless) throws IOException {
    WireAnswer answer = readOne(in, bodiless);
    while (answer.status() < 200) {
      answer = readOne(in, bodiless);
    }
    return answer;
  }

  /** Says whether the connection can be used again. */
  public boolean keepsConnection() {
    return !header("Connection").toLowerCase(Locale.ROOT).contains("close");
  }

  /** A header's value; empty when there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static WireAnswer readOne(InputStream in, boolean bodiless) throws IOException {
    String first = line(in);
    if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new IOException("Not a status line: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("Not a header: " + line);
      }
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    boolean empty = bodiless || status < 200 || status == 204 || status == 304;
    return new WireAnswer(status, headers, empty ? new byte[0] : inflated(in, headers));
  }

  private static byte[] inflated(InputStream in, Map<String, String> headers) throws IOException {
    byte[] body = body(in, headers);
    return headers.getOrDefault("Content-Encoding", "").equals("gzip")
        ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
        : body;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("Transfer-Encoding")) {
      return chunks(in);
    }
    String length = headers.get("Content-Length");
    return length == null ? in.readAllBytes() : exactly(in, Integer.parseInt(length));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.writeBytes(exactly(in, size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new IOException("The body ended after %d of %d bytes".formatted(bytes.length, size));
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed");
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("An endless line");
      }
      line.append((char) next);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /** Returns the answer, shortened, for a report. */
  public String shown() {
    String text = new String(body, StandardCharsets.UTF_8);
    return status + " " + headers + " " + text.substring(0, Math.min(500, text.length()));
  }
}
