package com.traitly.gateway.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.gateway.publish.Admission;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.route.CallHandler;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Admits a write, reads its body, has it stored and answers. */
public final class WriteHandler {
  private final RecordSender sender;
  private final Admission admission;
  private final InstantSource clock;

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

  public WriteHandler(RecordSender sender, Admission admission, InstantSource clock) {
    this.sender = sender;
    this.admission = admission;
    this.clock = clock;
  }

  /** The handler of a write whose body may have at most this many bytes. */
  public CallHandler handler(int maxBytes, Write write) {
    return (context, caller) -> {
      sender.refuseWhileAway();
      Admission.Permit permit = admission.enter(caller.account());
      CompletableFuture<WriteAnswer> answer;
      try {
        answer = write.accept(call(context, caller, maxBytes, permit));
      } catch (RuntimeException | Error refused) {
        permit.close();
        throw refused;
      }
      context.future(() ->
          answer
              .thenAccept(stored -> stored.writeTo(context))
              .whenComplete((done, failure) -> permit.close()));
    };
  }

  private WriteCall call(Context context, Caller caller, int maxBytes, Admission.Permit permit) {
    byte[] body = BodyReader.read(context.req(), maxBytes, permit);
    return new WriteCall(context, caller, body, clock.millis());
  }
}
