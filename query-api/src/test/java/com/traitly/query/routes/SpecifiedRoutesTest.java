package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.auth.Caller;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.route.OpenRoute;
import com.traitly.platform.route.Route;
import com.traitly.query.docs.DocsRoutes;
import com.traitly.query.live.LiveSources;
import com.traitly.query.live.LiveStreams;
import com.traitly.query.live.StreamLimit;
import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.testkit.spec.OpenApi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

/** The query API serves exactly the described GET operations. */
final class SpecifiedRoutesTest extends ServedTest {
  SpecifiedRoutesTest() {
    super(1);
  }

  @Test
  void theReadsThatAreDescribedAreServed() {
    Caller caller = new Caller(LocalPartitions.ACCOUNT, "t1", Set.of("read"));
    List<LiveStreams> opened = new ArrayList<>();
    UnreadableRecords unreadable =
        new UnreadableRecords("t.dead-letters", new SimpleMeterRegistry(), MockProducer::new);
    KafkaAccess nobody = new KafkaAccess("127.0.0.1:1", "t.", 1, 1);
    LiveRoutes live = new LiveRoutes(header -> caller, new StreamLimit(1), server.webhooksView());
    List<Route> streams =
        live.all(
            new LiveSources(LocalPartitions.TOPICS, InstantSource.system()),
            source -> {
              opened.add(new LiveStreams(nobody, LocalPartitions.TOPICS, source, unreadable));
              return opened.getLast();
            });
    opened.forEach(LiveStreams::close);

    assertThat(Stream.concat(server.routes.stream(), streams.stream()))
        .extracting(each ->
            "%s %s %s %s"
                .formatted(
                    each.method(),
                    each.path(),
                    each.scope().wireName(),
                    new TreeSet<>(each.parameters())))
        .containsExactlyInAnyOrderElementsOf(OpenApi.keyedOperations("GET"));
  }

  @Test
  void theDocumentsDescribeThemselves() {
    assertThat(DocsRoutes.all("traitly.", List.of("127.0.0.1:9092")))
        .extracting(OpenRoute::path)
        .filteredOn(path -> path.endsWith(".json"))
        .map(path -> path.replaceFirst("^/schemas/.+[.]json$", "/schemas/{topic}.json"))
        .isNotEmpty()
        .allMatch(OpenApi.openPaths()::contains);
  }
}
