package com.traitly.sender.http;

import com.traitly.sender.http.AttemptResult.Answered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Reads the start of one answer, up to the {@link AnswerLimits}, and reports what was seen. The
 * client's threads call it one after the other.
 */
final class AnswerReader implements Response.Listener {
  private static final String ATTRIBUTE = AnswerReader.class.getName();
  private static final String RETRY_AFTER = "Retry-After";
  private static final String IDENTITY = "identity";
  private static final String ENCODED = "(The body is compressed and was not read.)";
  private static final String REDIRECT =
      "(Redirects are not followed: give the endpoint the URL that it leads to.)";
  private static final String OTHER_PROTOCOL =
      "(The receiver changed to another protocol, which the request did not ask for.)";
  // The bytes of ": " and the line's end, and roughly those of the status line.
  private static final int FIELD_MARKS = 4;
  private static final int STATUS_LINE = 25;

  private final Request request;
  private final Runnable headersWhole;
  private final Consumer<AttemptResult> seen;
  private final ByteBuffer start = ByteBuffer.allocate(AnswerLimits.BODY);
  private int headerBytes;
  // From the headers; the client overwrites its own status when the bytes after the answer are no
  // answer.
  private int status;
  private boolean headersRead;
  private boolean encoded;
  private boolean readEnough;
  private boolean tooLong;

  private AnswerReader(Request request, Runnable headersWhole, Consumer<AttemptResult> seen) {
    this.request = request;
    this.headersWhole = headersWhole;
    this.seen = seen;
  }

  /**
   * Makes the reader of the answer to a request that has not been sent yet.
   *
   * @param headersWhole runs when the headers are complete and the body may come
   */
  static AnswerReader to(Request request, Runnable headersWhole, Consumer<AttemptResult> seen) {
    AnswerReader reader = new AnswerReader(request, headersWhole, seen);
    request.attribute(ATTRIBUTE, reader);
    return reader;
  }

  /** The reader of the answer to a request. */
  static AnswerReader of(Request request) {
    return (AnswerReader) Objects.requireNonNull(request.getAttributes().get(ATTRIBUTE));
  }

  @Override
  public void onHeaders(Response response) {
    if (!count(response.getHeaders()) || HttpStatus.isInterim(response.getStatus())) {
      return;
    }
    status = response.getStatus();
    headersRead = true;
    headersWhole.run();
    String encoding = response.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    encoded = encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase(IDENTITY);
    if (status == HttpStatus.SWITCHING_PROTOCOLS_101) {
      stop(response);
    }
  }

  /** Counts the headers of the answer or of an interim one; false when they are too long. */
  boolean count(HttpFields headers) {
    headerBytes += STATUS_LINE;
    for (HttpField field : headers) {
      String value = field.getValue();
      headerBytes += field.getName().length() + (value == null ? 0 : value.length()) + FIELD_MARKS;
    }
    if (headerBytes > AnswerLimits.HEADERS) {
      tooLong = true;
      var unused = request.abort(new AnswerLimits.Exceeded());
      return false;
    }
    return true;
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    while (content.hasRemaining() && start.hasRemaining()) {
      start.put(content.get());
    }
    if (!start.hasRemaining()) {
      stop(response);
    }
  }

  private void stop(Response response) {
    if (!readEnough) {
      readEnough = true;
      var unused = response.abort(new IOException("read enough"));
    }
  }

  @Override
  public void onComplete(Result result) {
    // A body beyond the limit does not change what the status says.
    boolean endless = headersRead && result.getResponseFailure() instanceof AnswerLimits.Exceeded;
    boolean answered =
        headersRead && (readEnough || endless || result.getResponseFailure() == null);
    seen.accept(
        answered
            ? new Answered(status, result.getResponse().getHeaders().get(RETRY_AFTER), excerpt())
            : NoAnswerReasons.of(tooLong ? new AnswerLimits.Exceeded() : result.getFailure()));
  }

  /** What the status means here, for an answer that has no body to show. */
  private static String withoutBody(int status) {
    if (HttpStatus.isRedirection(status)) {
      return REDIRECT;
    }
    return status == HttpStatus.SWITCHING_PROTOCOLS_101 ? OTHER_PROTOCOL : "";
  }

  private String excerpt() {
    if (start.position() == 0) {
      return withoutBody(status);
    }
    if (encoded) {
      return ENCODED;
    }
    return new String(start.array(), 0, start.position(), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}+", " ")
        .strip();
  }
}
