package com.traitly.benchmarks.ingest;

import java.net.URI;

/**
 * A server that is measured.
 *
 * @param url where events are posted
 * @param topic where its records go, empty when it stores nothing
 */
record Target(String name, URI url, String topic, String apiKey, ForkedJvm process) {}
