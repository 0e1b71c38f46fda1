package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Reads state from the process that holds it. It computes the partition and asks the owner in one
 * hop, once more after a move, and then the standbys. A read takes four seconds at most.
 * Thread-safe.
 */
public final class StateClient {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final Duration ATTEMPT = Duration.ofMillis(1_500);
  private static final Duration WAIT_FOR_WRITES = Duration.ofSeconds(2);
  private static final Duration ROUTES_HOLD = Duration.ofMillis(200);

  private final StateChannel channel;
  private final int partitions;
  private final Set<String> whole;
  private final Supplier<@Nullable StateServer> here;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Routes routes = Routes.NONE;
  private long refreshedAt = System.nanoTime() - DEADLINE.toNanos();

  /**
   * A client of one kind of process.
   *
   * @param channel reaches the processes
   * @param partitions how many partitions their state has
   * @param whole topics that each of them reads as a whole: an answer about any key can include
   *     writes to them
   * @param here this process's own server of that kind, null when it has none; saves the hop
   */
  public StateClient(
      StateChannel channel,
      int partitions,
      Set<String> whole,
      Supplier<@Nullable StateServer> here) {
    this.channel = channel;
    this.partitions = partitions;
    this.whole = Set.copyOf(whole);
    this.here = here;
  }

  /**
   * Asks about a key.
   *
   * @param positions writes that the answer must include; a write to another partition of a topic
   *     that is not read as a whole is not in the key's state and is not waited for
   * @throws ApiException {@code unavailable} when no process can answer
   */
  public StateAnswer ask(String query, AccountKey key, JsonNode args, List<Position> positions) {
    int partition = BuiltInPartitioner.partitionForKey(KeySerde.bytes(key), partitions);
    return ask(query, new StateRequest(key.account(), partition, args), positions);
  }

  /**
   * Asks all partitions at the same time and returns their answers in partition order.
   *
   * @throws ApiException when one partition cannot answer: a part is never passed off as the whole
   */
  public List<StateAnswer> askAll(
      String query, String account, JsonNode args, List<Position> positions) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StateAnswer>> asked = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        StateRequest request = new StateRequest(account, partition, args);
        asked.add(threads.submit(() -> ask(query, request, positions)));
      }
      try {
        List<StateAnswer> answers = new ArrayList<>();
        for (Future<StateAnswer> each : asked) {
          answers.add(each.get());
        }
        return answers;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof ApiException failed ? failed : new IllegalStateException(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw StateAnswer.unavailable();
      }
    }
  }

  private StateAnswer ask(String query, StateRequest request, List<Position> positions) {
    List<Position> here =
        positions.stream()
            .filter(at -> at.partition() == request.partition() || whole.contains(at.topic()))
            .toList();
    StateQuestion question = new StateQuestion(query, request, here, false, WAIT_FOR_WRITES);
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    Routes known = routes;
    String owner = known.owner(request.partition());
    StateReply reply = owner == null ? new StateReply.NotHere() : ask(owner, question, deadline);
    if (isNoAnswer(reply)) {
      Routes newer = refreshed(known);
      String next = newer.owner(request.partition());
      boolean worthwhile =
          !(reply instanceof StateReply.Silent) || !String.valueOf(next).equals(owner);
      if (next != null && worthwhile) {
        reply = ask(next, question, deadline);
      }
      if (isNoAnswer(reply)) {
        reply = askFollowers(question.toStandby(), known, newer, deadline);
      }
    }
    return switch (reply) {
      case StateReply.Answered answered -> answered.answer();
      case StateReply.Behind() -> throw notApplied(here);
      case StateReply.NotHere() -> throw StateAnswer.unavailable();
      case StateReply.Silent() -> throw StateAnswer.unavailable();
    };
  }

  /** Asks the standbys, and the owner too in case it was a standby until just now. */
  private StateReply askFollowers(
      StateQuestion question, Routes known, Routes newer, long deadline) {
    int partition = question.request().partition();
    Set<String> followers = new LinkedHashSet<>(newer.standbys(partition));
    followers.addAll(known.standbys(partition));
    String owner = newer.owner(partition);
    if (owner != null) {
      followers.add(owner);
    }
    StateReply last = new StateReply.NotHere();
    for (String each : followers) {
      StateReply reply = ask(each, question, deadline);
      if (reply instanceof StateReply.Answered) {
        return reply;
      }
      last = reply instanceof StateReply.Behind ? reply : last;
    }
    return last;
  }

  private StateReply ask(String address, StateQuestion question, long deadline) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (!left.isPositive()) {
      return new StateReply.Silent();
    }
    StateQuestion timed = question.waiting(least(question.patience(), left));
    StateServer local = here.get();
    if (local != null && local.advertised().equals(address)) {
      return local.answer(timed);
    }
    Duration waiting = question.positions().isEmpty() ? Duration.ZERO : timed.patience();
    return channel.ask(address, timed, least(ATTEMPT.plus(waiting), left));
  }

  /** Newer routes than those that led nowhere; asks for them at most every 200 ms. */
  private Routes refreshed(Routes deadEnd) {
    refreshing.lock();
    try {
      boolean due = System.nanoTime() - refreshedAt >= ROUTES_HOLD.toNanos();
      if (routes.equals(deadEnd) && due) {
        StateServer local = here.get();
        Routes told = local == null ? Routes.NONE : local.routes();
        if (told.owners().isEmpty()) {
          told = channel.routes(routes.everyone());
        }
        routes = told.owners().isEmpty() ? routes : told;
        refreshedAt = System.nanoTime();
      }
      return routes;
    } finally {
      refreshing.unlock();
    }
  }

  private static boolean isNoAnswer(StateReply reply) {
    return reply instanceof StateReply.NotHere || reply instanceof StateReply.Silent;
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static ApiException notApplied(List<Position> positions) {
    return ApiException.retryLater(
        ErrorCode.UNAVAILABLE, "The write at " + positions + " is not applied yet; try again", 1);
  }
}
