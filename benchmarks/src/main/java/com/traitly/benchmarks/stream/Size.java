package com.traitly.benchmarks.stream;

/**
 * How large a run is.
 *
 * @param events those that count; as many come before them
 */
record Size(int customers, int events) {
  int warmUp() {
    return events;
  }

  long all() {
    return (long) events + warmUp();
  }
}
