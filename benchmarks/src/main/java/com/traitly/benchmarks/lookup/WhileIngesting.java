package com.traitly.benchmarks.lookup;

import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Load;
import com.traitly.benchmarks.load.OpenLoop;
import com.traitly.benchmarks.load.Requests;
import com.traitly.benchmarks.load.Target;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A load that runs while events arrive through a gateway at a fixed rate.
 *
 * @param measured the load whose outcome counts
 * @param eventsPerSecond the rate of events, in batches of 100
 * @param gateway where they are posted
 */
record WhileIngesting(Load measured, int eventsPerSecond, URI gateway) implements Load {
  private static final int BATCH = 100;
  private static final int BODIES = 100;

  @Override
  public String name() {
    return "%s, while %,d events a second come in".formatted(measured.name(), eventsPerSecond);
  }

  @Override
  public int items() {
    return measured.items();
  }

  @Override
  public int unfinished() {
    return measured.unfinished();
  }

  @Override
  public Outcome run(Target target, int seconds) throws IOException, InterruptedException {
    Target other = new Target("gateway", gateway, "", Services.API_KEY, target.process());
    OpenLoop ingest = new OpenLoop((double) eventsPerSecond / BATCH, batches());
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> ingested = beside.submit(() -> ingest.run(other, seconds));
      Outcome outcome = measured.run(target, seconds);
      if (ingested.get().errors() > 0) {
        throw new CallFailed(
            "No rate: %d batches of events were refused.".formatted(ingested.get().errors()));
      }
      return outcome;
    } catch (ExecutionException e) {
      throw new CallFailed("No rate: the events could not be posted.", e);
    }
  }

  private static Requests batches() {
    List<String> bodies =
        IntStream.range(0, BODIES)
            .mapToObj(body ->
                IntStream.range(0, BATCH)
                    .mapToObj(i ->
                        "{\"customer_id\":\"%s\",\"name\":\"Log In\"}"
                            .formatted(Population.customer(body * BATCH + i)))
                    .collect(Collectors.joining(",", "[", "]")))
            .toList();
    return Requests.posts("batches of events", BATCH, bodies);
  }
}
