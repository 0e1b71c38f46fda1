package com.traitly.benchmarks.load;

import com.traitly.testkit.process.ForkedJvm;
import java.net.URI;

/**
 * A server that is measured.
 *
 * @param url where requests are sent
 * @param topic where its records are written; empty when it stores nothing
 */
public record Target(String name, URI url, String topic, ForkedJvm process) {
  /** Makes a target of which only the answers count. */
  public static Target of(String name, String url, ForkedJvm process) {
    return new Target(name, URI.create(url), "", process);
  }
}
