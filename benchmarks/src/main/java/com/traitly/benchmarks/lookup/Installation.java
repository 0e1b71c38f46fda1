package com.traitly.benchmarks.lookup;

import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Target;
import java.net.URI;

/**
 * A running product with customers and events in it.
 *
 * @param target the process that answers lookups
 */
record Installation(Services services, Target target) {
  static Installation of(String name, Services services, Services.Running reads) {
    URI url = URI.create(reads.baseUrl());
    return new Installation(services, new Target(name, url, "", Services.API_KEY, reads.process()));
  }
}
