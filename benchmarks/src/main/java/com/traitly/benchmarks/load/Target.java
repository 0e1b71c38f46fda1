package com.traitly.benchmarks.load;

import com.traitly.benchmarks.harness.ForkedJvm;
import java.net.URI;

/**
 * A server that is measured.
 *
 * @param url where requests are sent
 * @param topic where its records are written; empty when it stores nothing
 */
public record Target(String name, URI url, String topic, String apiKey, ForkedJvm process) {}
