package com.traitly.gateway.http;

import com.traitly.contracts.error.ApiException;
import java.util.concurrent.CompletableFuture;

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
