package com.traitly.sender.http;

import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.secret.MasterKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Decrypts the signing secrets and destinations of endpoints when they are needed. It keeps them
 * for the endpoints used last, only as long as they are in use and the endpoint exists.
 * Thread-safe.
 */
public final class OpenedEndpoints {
  static final int MOST_OPEN = 1_000;

  private final MasterKeys keys;
  // By endpoint id, least recently used first.
  private final SequencedMap<String, Opened> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Starts with no endpoint opened. */
  public OpenedEndpoints(MasterKeys keys) {
    this.keys = keys;
  }

  /**
   * The decrypted parts of an endpoint.
   *
   * @param signing all secrets that sign, newest first
   * @param destination where deliveries go
   */
  record Opened(List<EncryptedText> sealed, List<String> signing, Destination destination) {
    /** Leaves secrets out, because this may be logged. */
    @Override
    public String toString() {
      return "Opened[" + destination + "]";
    }
  }

  /**
   * The secrets and destination for sending to an endpoint at an instant.
   *
   * @param now UNIX seconds
   * @throws IllegalArgumentException when something cannot be opened
   */
  synchronized Opened of(Endpoint endpoint, long now) {
    List<EncryptedText> sealed = new ArrayList<>();
    sealed.add(endpoint.destination().sealed());
    endpoint.secrets().stream()
        .filter(each -> each.signsAt(now))
        .map(SigningSecret::sealed)
        .forEach(sealed::add);
    Opened known = open.get(endpoint.id());
    if (known != null && known.sealed.equals(sealed)) {
      return known;
    }
    open.remove(endpoint.id());
    Opened opened =
        new Opened(
            List.copyOf(sealed),
            sealed.stream().skip(1).map(each -> keys.open(each, endpoint.id())).toList(),
            Destination.open(endpoint, keys::open));
    open.put(endpoint.id(), opened);
    if (open.size() > MOST_OPEN) {
      open.pollFirstEntry();
    }
    return opened;
  }

  /** Forgets an endpoint that is gone. */
  synchronized void forget(String endpointId) {
    open.remove(endpointId);
  }

  /** How many endpoints are open. */
  synchronized int open() {
    return open.size();
  }
}
