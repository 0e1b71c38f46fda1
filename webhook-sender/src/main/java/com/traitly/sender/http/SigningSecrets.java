package com.traitly.sender.http;

import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.Sealed;
import com.traitly.contracts.model.SigningSecret;
import com.traitly.platform.secret.MasterKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Opens the secrets of endpoints when they are needed. Those of the endpoints last sent to stay
 * open, only as long as they sign and the endpoint is there. Thread-safe.
 */
public final class SigningSecrets {
  static final int MOST_OPEN = 1_000;

  private final MasterKeys keys;
  // By the endpoint's id, the one not used for longest first.
  private final SequencedMap<String, Opened> open = new LinkedHashMap<>(16, 0.75f, true);

  /** None is open yet. */
  public SigningSecrets(MasterKeys keys) {
    this.keys = keys;
  }

  /** Not a record: its toString would give the secrets away in a log. */
  private static final class Opened {
    private final List<Sealed> sealed;
    private final List<String> plain;

    Opened(List<Sealed> sealed, List<String> plain) {
      this.sealed = sealed;
      this.plain = plain;
    }
  }

  /**
   * All that sign at an instant, newest first.
   *
   * @param now UNIX seconds
   * @throws IllegalArgumentException when one cannot be opened
   */
  synchronized List<String> of(Endpoint endpoint, long now) {
    List<Sealed> signing =
        endpoint.secrets().stream()
            .filter(each -> each.signsAt(now))
            .map(SigningSecret::sealed)
            .toList();
    Opened known = open.get(endpoint.id());
    if (known != null && known.sealed.equals(signing)) {
      return known.plain;
    }
    open.remove(endpoint.id());
    List<String> plain = signing.stream().map(each -> keys.open(each, endpoint.id())).toList();
    open.put(endpoint.id(), new Opened(signing, plain));
    if (open.size() > MOST_OPEN) {
      open.pollFirstEntry();
    }
    return plain;
  }

  /** The endpoint is gone. */
  synchronized void forget(String endpointId) {
    open.remove(endpointId);
  }

  /** How many endpoints' secrets are open. */
  synchronized int open() {
    return open.size();
  }
}
