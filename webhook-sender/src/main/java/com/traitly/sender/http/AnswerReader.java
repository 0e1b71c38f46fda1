package com.traitly.sender.http;

import com.traitly.sender.rules.AttemptResult;
import com.traitly.sender.rules.AttemptResult.Answered;
import com.traitly.sender.rules.AttemptResult.NoAnswer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.jspecify.annotations.Nullable;

/** Reads the start of one answer and says what was seen, once. Called by the client's threads. */
final class AnswerReader implements Response.Listener {
  private static final int MOST_BYTES = 2_048;
  private static final String RETRY_AFTER = "Retry-After";

  private final Consumer<AttemptResult> done;
  private final ByteBuffer start = ByteBuffer.allocate(MOST_BYTES);
  private boolean readEnough;

  AnswerReader(Consumer<AttemptResult> done) {
    this.done = done;
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    while (content.hasRemaining() && start.hasRemaining()) {
      start.put(content.get());
    }
    if (content.hasRemaining() && !readEnough) {
      readEnough = true;
      var unused = response.abort(new IOException("read enough"));
    }
  }

  @Override
  public void onComplete(Result result) {
    boolean answered = readEnough || result.getResponseFailure() == null;
    int status = result.getResponse() == null ? 0 : result.getResponse().getStatus();
    done.accept(
        answered && status > 0
            ? new Answered(status, result.getResponse().getHeaders().get(RETRY_AFTER), excerpt())
            : noAnswer(result.getFailure()));
  }

  /** What a failure before or instead of an answer is told as. */
  static NoAnswer noAnswer(@Nullable Throwable failure) {
    return switch (failure) {
      case TimeoutException timeout -> new NoAnswer("No whole answer within the deadline", true);
      case SocketTimeoutException timeout -> new NoAnswer("The connection took too long", true);
      case AddressRefused refused -> new NoAnswer(String.valueOf(refused.getMessage()), false);
      case UnknownHostException unknown -> new NoAnswer("The host name is unknown", false);
      case null -> new NoAnswer("The connection was closed without an answer", false);
      default -> new NoAnswer(sentence(failure), false);
    };
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private String excerpt() {
    return new String(start.array(), 0, start.position(), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}+", " ")
        .strip();
  }
}
