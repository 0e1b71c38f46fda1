package com.traitly.benchmarks.stream;

/**
 * How large a run is.
 *
 * @param events those that count; twice as many come before them
 */
record Size(int customers, int events) {
  int warmUp() {
    return 2 * events;
  }

  int all() {
    return events + warmUp();
  }
}
