package com.traitly.systemtests.fuzz;

import com.traitly.testkit.draw.Choices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Forms in which a body is transmitted. */
public final class Framing {
  private static final byte[] LINE_END = {'\r', '\n'};

  private Framing() {}

  /** Compresses a body. */
  public static byte[] gzipped(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Cuts a body into chunks of random lengths.
   *
   * @param longest the longest chunk
   * @param extension draws what follows a chunk's length
   */
  public static byte[] chunked(
      byte[] body, Choices choose, int longest, Supplier<String> extension) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int from = 0; from < body.length; ) {
      int length = Math.min(1 + choose.below(longest), body.length - from);
      bytes.writeBytes(ascii(Integer.toHexString(length) + extension.get()));
      bytes.writeBytes(LINE_END);
      bytes.write(body, from, length);
      bytes.writeBytes(LINE_END);
      from += length;
    }
    bytes.writeBytes(ascii("0\r\n\r\n"));
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
