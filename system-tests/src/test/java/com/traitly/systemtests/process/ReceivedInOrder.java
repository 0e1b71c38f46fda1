package com.traitly.systemtests.process;

import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One endpoint of a receiver, which checks that each customer's announcements arrive in order and
 * that repeated ones have the same bytes. Refuses one request in a hundred. Thread-safe.
 */
final class ReceivedInOrder {
  private static final int REFUSES_ONE_IN = 100;
  private static final int MOST_PROBLEMS = 20;

  private final SplittableRandom random;
  private final int[] announced;
  private final int[] newest;
  private final Map<String, Integer> bodies = new HashMap<>();
  private final Map<String, Integer> deliveredWith = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int requests;

  /** Expects this many announcements in all, given to the customers in turn. */
  ReceivedInOrder(int announcements, int customers, SplittableRandom random) {
    this.random = random;
    announced = new int[customers];
    newest = new int[customers];
    for (int i = 0; i < announcements; i++) {
      announced[i % customers]++;
    }
  }

  synchronized ReceiverAnswer answer(ReceivedRequest request) {
    requests++;
    String id = request.header("webhook-id").orElse("");
    check(id, request);
    if (random.nextInt(REFUSES_ONE_IN) == 0) {
      return ReceiverAnswer.status(500);
    }
    int superseded = request.header("traitly-superseded").map(Integer::parseInt).orElse(0);
    deliveredWith.merge(id, superseded, Math::max);
    return ReceiverAnswer.status(200);
  }

  private void check(String id, ReceivedRequest request) {
    int hash = Arrays.hashCode(request.bodyBytes());
    Integer before = bodies.putIfAbsent(id, hash);
    if (before != null) {
      if (before != hash) {
        problem(id + " came again with other bytes");
      }
      return;
    }
    int customer = Announcer.customer(id);
    int sequence = Announcer.sequence(id);
    if (sequence <= newest[customer]) {
      problem(id + " came for the first time after " + newest[customer]);
    }
    newest[customer] = Math.max(newest[customer], sequence);
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  /** Returns how many announcements were accepted so far, each counted once. */
  synchronized int delivered() {
    return deliveredWith.size();
  }

  /** Returns how many announcements were superseded, according to the headers of accepted ones. */
  synchronized int superseded() {
    return deliveredWith.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Says whether the newest announcement of every customer was accepted. */
  synchronized boolean newestDelivered() {
    for (int customer = 0; customer < announced.length; customer++) {
      if (!deliveredWith.containsKey(Announcer.id(customer, announced[customer]))) {
        return false;
      }
    }
    return true;
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public synchronized String toString() {
    return "%,d delivered, %,d superseded, %,d requests, %d problems"
        .formatted(delivered(), superseded(), requests, problems.size());
  }
}
