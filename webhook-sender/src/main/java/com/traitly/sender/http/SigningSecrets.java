package com.traitly.sender.http;

import com.traitly.contracts.model.Endpoint;
import com.traitly.platform.secret.MasterKeys;
import java.util.List;

/**
 * Opens the secrets of endpoints when they are needed, so that they lie in memory no longer than it
 * takes to sign. Thread-safe.
 *
 * @param keys the keys they are sealed with
 */
public record SigningSecrets(MasterKeys keys) {
  /**
   * All that sign at an instant, newest first.
   *
   * @param now UNIX seconds
   * @throws IllegalArgumentException when one cannot be opened
   */
  List<String> of(Endpoint endpoint, long now) {
    return endpoint.secrets().stream()
        .filter(each -> each.signsAt(now))
        .map(each -> keys.open(each.sealed(), endpoint.id()))
        .toList();
  }
}
