package com.traitly.gateway.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.gateway.publish.Admission;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.route.CallHandler;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Admits a write, reads its body, has it stored and answers. */
public record WriteHandler(RecordSender sender, Admission admission, InstantSource clock) {
  /** No account has this name. */
  private static final String UNKNOWN = "";

  /** One kind of write. Implementations are thread-safe. */
  @FunctionalInterface
  public interface Write {
    /**
     * Checks and stores what was sent.
     *
     * @return completes when it is stored, or with an {@link ApiException}
     * @throws ApiException when it is refused
     */
    CompletableFuture<WriteAnswer> accept(WriteCall call);
  }

  /** How the clients of somebody else's format say who they are, and hear of a refusal. */
  public interface ForeignFormat {
    /** The caller as the head of the request says; null when only the body can say. */
    @Nullable Caller callerOfHead(Context ctx);

    /**
     * The caller as the body says.
     *
     * @throws ApiException also when it does not
     */
    Caller callerOfBody(Context ctx, byte[] body);

    /** Answers a refusal. */
    void refuse(Context ctx, ApiException why);
  }

  /** The handler of a write whose body may have at most this many bytes. */
  public CallHandler handler(int maxBytes, Write write) {
    return (context, caller) -> {
      sender.refuseWhileAway();
      CompletableFuture<WriteAnswer> answer = ofKnown(context, caller, maxBytes, write);
      context.future(() -> answer.thenAccept(stored -> stored.writeTo(context)));
    };
  }

  /**
   * Serves a write in somebody else's format.
   *
   * @param maxBytes of a body whose caller is known before it is read
   * @param maxUnknown of any other body
   */
  public void serve(
      Context context, ForeignFormat format, int maxBytes, int maxUnknown, Write write) {
    CompletableFuture<WriteAnswer> answer;
    try {
      sender.refuseWhileAway();
      Caller known = format.callerOfHead(context);
      answer =
          known == null
              ? ofUnknown(context, format, maxUnknown, write)
              : ofKnown(context, known, maxBytes, write);
    } catch (ApiException refused) {
      format.refuse(context, refused);
      return;
    }
    context.future(() ->
        answer.handle((stored, failure) -> {
          if (failure == null) {
            stored.writeTo(context);
          } else {
            format.refuse(context, refusal(failure));
          }
          return null;
        }));
  }

  private CompletableFuture<WriteAnswer> ofKnown(
      Context context, Caller caller, int maxBytes, Write write) {
    Admission.Permit permit = admission.enter(caller.account());
    return accepted(permit, () -> call(context, caller, maxBytes, permit), write);
  }

  /** Unknown callers share what one account may have in flight, so they cannot crowd out others. */
  private CompletableFuture<WriteAnswer> ofUnknown(
      Context context, ForeignFormat format, int maxBytes, Write write) {
    byte[] body;
    try (Admission.Permit reading = admission.enter(UNKNOWN)) {
      body = BodyReader.read(context.req(), maxBytes, reading);
    }
    Caller caller = format.callerOfBody(context, body);
    Admission.Permit permit = admission.enter(caller.account());
    return accepted(
        permit,
        () -> {
          permit.take(body.length);
          return new WriteCall(context, caller, body, clock.millis());
        },
        write);
  }

  /** Closes the permit when the write has ended, however it ends. */
  private static CompletableFuture<WriteAnswer> accepted(
      Admission.Permit permit, Supplier<WriteCall> call, Write write) {
    try {
      return write.accept(call.get()).whenComplete((stored, failure) -> permit.close());
    } catch (RuntimeException | Error refused) {
      permit.close();
      throw refused;
    }
  }

  /** The refusal in a failed write; anything else is a fault of ours. */
  private static ApiException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ApiException refused) {
      return refused;
    }
    throw new CompletionException(cause);
  }

  private WriteCall call(Context context, Caller caller, int maxBytes, Admission.Permit permit) {
    byte[] body = BodyReader.read(context.req(), maxBytes, permit);
    return new WriteCall(context, caller, body, clock.millis());
  }
}
