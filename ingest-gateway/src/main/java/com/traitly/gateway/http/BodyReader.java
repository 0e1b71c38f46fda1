package com.traitly.gateway.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.gateway.publish.Admission;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Reads a request's body and limits its length as declared, as sent and as inflated. */
record BodyReader(int maxBytes, Admission.Permit permit) {
  private static final int CHUNK = 32 * 1024;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int MIN_BYTES_PER_SECOND = 1_000;
  private static final double GRACE_SECONDS = 2;

  /**
   * The body's bytes.
   *
   * @throws ApiException {@code too_large}, before reading when the declared length is too large
   *     already, {@code request_timeout} when it comes too slowly, {@code malformed_json} when it
   *     breaks off or is not the gzip that its encoding says, {@code invalid_parameter} for another
   *     encoding
   */
  static byte[] read(HttpServletRequest request, int maxBytes, Admission.Permit permit) {
    BodyReader reader = new BodyReader(maxBytes, permit);
    long declared = request.getContentLengthLong();
    if (declared > maxBytes) {
      throw reader.tooLarge();
    }
    permit.expect(Math.max(declared, 0));
    boolean gzip = isGzip(request.getHeader("Content-Encoding"));
    byte[] sent = reader.readSent(request);
    return withoutMark(gzip ? reader.inflate(sent) : sent);
  }

  /** Some editors begin every text with the byte order mark of UTF-8, which means nothing. */
  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length >= MARK.length && Arrays.equals(body, 0, MARK.length, MARK, 0, MARK.length);
    return marked ? Arrays.copyOfRange(body, MARK.length, body.length) : body;
  }

  private byte[] readSent(HttpServletRequest request) {
    long startedAt = System.nanoTime();
    try {
      return readAll(
          request.getInputStream(),
          room(request.getContentLengthLong()),
          size -> checkSpeed(size, startedAt));
    } catch (IOException | HttpException.RuntimeException e) {
      throw e.getCause() instanceof TimeoutException ? tooSlow() : brokenOff();
    }
  }

  /**
   * Size of the first buffer: one byte more than a small body, to see its end at once. A large
   * declared length is not trusted.
   */
  private static int room(long declared) {
    return declared >= 0 && declared < CHUNK ? (int) declared + 1 : CHUNK;
  }

  private byte[] inflate(byte[] sent) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent), CHUNK)) {
      return readAll(in, CHUNK, size -> {});
    } catch (IOException e) {
      throw ApiException.of(
          ErrorCode.MALFORMED_JSON, "The body is not the gzip that Content-Encoding says it is");
    }
  }

  private byte[] readAll(InputStream in, int room, IntConsumer progress) throws IOException {
    byte[] body = new byte[room];
    int size = 0;
    for (int read = in.read(body); read >= 0; read = in.read(body, size, body.length - size)) {
      permit.take(read);
      size += read;
      if (size > maxBytes) {
        throw tooLarge();
      }
      progress.accept(size);
      if (size == body.length) {
        body = Arrays.copyOf(body, 2 * size);
      }
    }
    return Arrays.copyOf(body, size);
  }

  /** A sender that drips a byte now and then would hold a place that others need. */
  private static void checkSpeed(int size, long startedAt) {
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    if (seconds > GRACE_SECONDS && size < seconds * MIN_BYTES_PER_SECOND) {
      throw tooSlow();
    }
  }

  private static ApiException tooSlow() {
    return ApiException.of(
        ErrorCode.REQUEST_TIMEOUT,
        "The body came at less than %d bytes a second and was given up; nothing was stored, send"
                .formatted(MIN_BYTES_PER_SECOND)
            + " it again");
  }

  private static ApiException brokenOff() {
    return ApiException.of(
        ErrorCode.MALFORMED_JSON,
        "The body is not what its length or its chunks say: it broke off; nothing was stored");
  }

  private ApiException tooLarge() {
    return ApiException.of(
        ErrorCode.TOO_LARGE,
        "The body is larger than %s, inflated or not; send it in parts"
            .formatted(RequestLimits.inWords(maxBytes)));
  }

  private static boolean isGzip(@Nullable String encoding) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "identity", "" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw ApiException.of(
              ErrorCode.INVALID_PARAMETER, "Content-Encoding must be gzip or be left out");
    };
  }
}
