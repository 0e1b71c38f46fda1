package com.traitly.streams.state;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.Unguessable;
import com.traitly.platform.http.Answers;
import com.traitly.platform.http.ListenAddress;
import com.traitly.platform.http.Refusals;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.streams.state.StateAnswer.Age;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Answers reads of this process's partitions to the other processes, on an internal port that takes
 * the cluster secret.
 */
public final class StateServer implements AutoCloseable {
  /** Where it listens. */
  public static final ListenAddress ADDRESS =
      new ListenAddress(StateKeys.STATE_HOST, StateKeys.STATE_PORT);

  static final String SECRET_HEADER = "Traitly-Cluster";
  static final String ROUTES_PATH = "/state/routes";
  static final String QUERY_PATH = "/state/query/";
  static final int MISDIRECTED = 421;
  private final Copies copies;
  private final Map<String, StateQuery> queries;
  private final byte[] secret;
  private final String advertised;
  private final Javalin javalin;

  /**
   * Starts to listen.
   *
   * @param queries what can be asked, by name
   * @throws StartupFailure when the port is taken, or other machines reach it and the secret can be
   *     guessed
   */
  public StateServer(Config config, Copies copies, Map<String, StateQuery> queries) {
    this.copies = copies;
    this.queries = Map.copyOf(queries);
    requireGuarded(config);
    secret = config.get(StateKeys.CLUSTER_SECRET).getBytes(StandardCharsets.UTF_8);
    advertised = config.get(StateKeys.STATE_ADVERTISED);
    javalin = Javalin.create(this::configure);
    int port = config.get(StateKeys.STATE_PORT);
    try {
      javalin.start(config.get(StateKeys.STATE_HOST), port);
    } catch (JavalinBindException e) {
      throw ADDRESS.unusable(config, port, e);
    }
  }

  /** host:port at which others reach it. */
  public String advertised() {
    return advertised;
  }

  /** Answers a question from this process's own copy, if it has one that may be read. */
  StateReply answer(StateQuestion question) {
    StateRequest request = question.request();
    LocalCopy copy = copies.copy(request.partition());
    if (copy == null || !(copy.live() || question.standby())) {
      return new StateReply.NotHere();
    }
    if (!includes(copy, question)) {
      boolean moved = copy.live() && !copy.isSameAs(copies.copy(request.partition()));
      return moved ? new StateReply.NotHere() : new StateReply.Behind();
    }
    Age age = new Age(copy.ageMillis(), !copy.live() || !copy.certain());
    StateReply reply = answer(question.query(), request, age);
    // What was read while the copy was replaced may mix two copies, or come from none.
    return copy.isSameAs(copies.copy(request.partition())) ? reply : new StateReply.NotHere();
  }

  Routes routes() {
    return copies.routes();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  /**
   * Refuses a secret that can be guessed when other machines reach the port. For this machine alone
   * such a secret is good enough.
   *
   * @throws StartupFailure with what to do about it
   */
  public static void requireGuarded(Config config) {
    String host = config.get(StateKeys.STATE_HOST);
    if (host.startsWith("127.") || host.equals("localhost") || host.equals("::1")) {
      return;
    }
    try {
      var unused = Unguessable.checked(config.get(StateKeys.CLUSTER_SECRET));
    } catch (IllegalArgumentException e) {
      throw new StartupFailure(
          "TRAITLY_STATE_HOST is '%s', so that other machines reach the state port, but TRAITLY_CLUSTER_SECRET %s and give all processes the same."
              .formatted(host, e.getMessage()),
          e);
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    Refusals.inOurWords(config);
    config.routes.before(this::admit);
    config.routes.get(ROUTES_PATH, ctx -> Answers.json(ctx, 200, routes().json()));
    config.routes.post(QUERY_PATH + "{name}", this::query);
  }

  /** Without the secret a caller learns nothing, not even which paths exist. */
  private void admit(Context ctx) {
    String sent = ctx.header(SECRET_HEADER);
    if (sent == null || !MessageDigest.isEqual(secret, sent.getBytes(StandardCharsets.UTF_8))) {
      ctx.status(401).skipRemainingHandlers();
    }
  }

  private void query(Context ctx) {
    switch (answer(question(ctx))) {
      case StateReply.Answered answered -> write(ctx, answered.answer());
      case StateReply.Behind() -> ctx.status(503);
      case StateReply.NotHere() -> ctx.status(MISDIRECTED);
      case StateReply.Silent() -> ctx.status(MISDIRECTED);
    }
  }

  private static StateQuestion question(Context ctx) {
    try {
      return StateQuestion.read(ctx.pathParam("name"), Json.read(ctx.bodyAsBytes()));
    } catch (IllegalArgumentException e) {
      throw ApiException.of(
          ErrorCode.MALFORMED_JSON,
          "The body is no question of this version: update all processes");
    }
  }

  private static void write(Context ctx, StateAnswer answer) {
    ctx.header(StateAnswer.FRESHNESS, Long.toString(answer.age().millis()));
    if (answer.age().stale()) {
      ctx.header(StateAnswer.STALE, "true");
    }
    ApiException refusal = answer.refusal();
    if (refusal == null) {
      Answers.json(ctx, 200, answer.orThrow());
    } else {
      Answers.problem(ctx, refusal);
    }
  }

  private StateReply answer(String name, StateRequest request, Age age) {
    StateQuery query = queries.get(name);
    if (query == null) {
      ApiException unknown =
          ApiException.of(ErrorCode.NOT_FOUND, "There is no state query named " + name);
      return new StateReply.Answered(StateAnswer.refused(unknown, age));
    }
    try {
      return new StateReply.Answered(StateAnswer.of(query.answer(request), age));
    } catch (InvalidStateStoreException moved) {
      return new StateReply.NotHere();
    } catch (ApiException e) {
      return e.code().retryable()
          ? new StateReply.NotHere()
          : new StateReply.Answered(StateAnswer.refused(e, age));
    }
  }

  private boolean includes(LocalCopy copy, StateQuestion question) {
    long deadline = System.nanoTime() + question.patience().toNanos();
    try {
      for (Position each : question.positions()) {
        if (!copies.await(copy, each, Duration.ofNanos(deadline - System.nanoTime()))) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
