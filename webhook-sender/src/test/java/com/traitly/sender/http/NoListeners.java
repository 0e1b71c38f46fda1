package com.traitly.sender.http;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.ListenerRequest;
import java.util.function.Consumer;

/** For clients that only send to URLs. */
public enum NoListeners implements ListenerTransport {
  INSTANCE;

  @Override
  public boolean reaches(AccountKey endpoint) {
    return false;
  }

  @Override
  public Runnable send(AccountKey endpoint, ListenerRequest request, Consumer<AttemptResult> seen) {
    throw new AssertionError("no endpoint here has a listener");
  }
}
