package com.traitly.benchmarks.stream;

/**
 * The size of a run.
 *
 * @param events the events that count; twice as many come before them
 */
record Size(int customers, int events) {
  int warmUp() {
    return 2 * events;
  }

  int all() {
    return events + warmUp();
  }
}
