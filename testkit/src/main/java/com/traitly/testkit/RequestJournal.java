package com.traitly.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The requests that a receiver got and the answers it will give, under one lock so that their
 * orders agree.
 */
final class RequestJournal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition recorded = lock.newCondition();
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final Deque<ReceiverAnswer> queued = new ArrayDeque<>();
  private Function<ReceivedRequest, ReceiverAnswer> rule = request -> ReceiverAnswer.status(200);
  private boolean keeping = true;

  RequestJournal() {}

  void queue(Collection<ReceiverAnswer> answers) {
    lock.lock();
    try {
      queued.addAll(answers);
    } finally {
      lock.unlock();
    }
  }

  void rule(Function<ReceivedRequest, ReceiverAnswer> rule) {
    lock.lock();
    try {
      this.rule = rule;
    } finally {
      lock.unlock();
    }
  }

  void keepNothing() {
    lock.lock();
    try {
      keeping = false;
    } finally {
      lock.unlock();
    }
  }

  /** Reads the whole request, writes it down, and says how to answer it. */
  ReceiverAnswer record(HttpExchange exchange) throws IOException {
    ReceivedRequest request = read(exchange);
    lock.lock();
    try {
      if (keeping) {
        requests.add(request);
        recorded.signalAll();
      }
      ReceiverAnswer next = queued.poll();
      return next == null ? rule.apply(request) : next;
    } finally {
      lock.unlock();
    }
  }

  List<ReceivedRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  List<ReceivedRequest> await(int count, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (requests.size() < count) {
        if (left <= 0) {
          throw new AssertionError(
              "Expected %d requests within %s, got %d".formatted(count, patience, requests.size()));
        }
        left = recorded.awaitNanos(left);
      }
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  private static ReceivedRequest read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.copyOf(header.getValue())));
    return new ReceivedRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        body,
        Instant.now());
  }
}
