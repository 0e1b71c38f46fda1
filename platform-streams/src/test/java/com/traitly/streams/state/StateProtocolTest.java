package com.traitly.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateProtocolTest {
  private static final int PARTITIONS = 4;
  private static final AccountKey KEY = new AccountKey("acme", "15");
  private static final int OF_KEY =
      BuiltInPartitioner.partitionForKey(KeySerde.bytes(KEY), PARTITIONS);

  private HeldPartition one;
  private HeldPartition two;
  private StateChannel channel;
  private StateClient client;

  @BeforeEach
  void start() throws IOException {
    one = new HeldPartition();
    two = new HeldPartition();
    channel = new StateChannel(one.address + ", " + two.address, HeldPartition.SECRET);
    client = new StateClient(channel, PARTITIONS, Set.of(HeldPartition.GOALS), () -> null);
    everythingIsOf(one, two);
  }

  @AfterEach
  void stop() {
    channel.close();
    one.close();
    two.close();
  }

  @Test
  void theOwnerAnswers() {
    one.holdsLive(OF_KEY);

    StateAnswer answer = ask();

    assertThat(answer.orThrow().path("by").asText()).isEqualTo(one.address);
    assertThat(answer.orThrow().path("partition").asInt()).isEqualTo(OF_KEY);
    assertThat(answer.age()).isEqualTo(StateAnswer.Age.NONE);
  }

  @Test
  void whatIsInThisProcessIsAnsweredWithoutAHop() {
    one.holdsLive(OF_KEY);
    LocalServers servers = new LocalServers();
    servers.add("kind", one.server());
    try (StateChannel refused = new StateChannel(one.address, "another secret")) {
      client =
          new StateClient(refused, PARTITIONS, Set.of(HeldPartition.GOALS), servers.of("kind"));

      assertThat(ask().orThrow().path("by").asText()).isEqualTo(one.address);
    }
  }

  @Test
  void aMoveIsFollowed() {
    one.holdsLive(OF_KEY);
    ask();

    one.copies.clear();
    two.holdsLive(OF_KEY);
    everythingIsOf(two, one);

    await()
        .untilAsserted(
            () -> assertThat(ask().orThrow().path("by").asText()).isEqualTo(two.address));
  }

  @Test
  void whatTheOwnerRefusesIsRefused() {
    one.copies.put(OF_KEY, new LocalCopy(true, 1, 320, true, Map.of()));

    StateAnswer answer = client.ask("who", KEY, Json.object().put("name", "nobody"), List.of());

    assertThat(answer.refusal()).extracting("code").isEqualTo(ErrorCode.CUSTOMER_NOT_FOUND);
    assertThat(answer.age()).isEqualTo(new StateAnswer.Age(320, false));
  }

  @Test
  void aStandbyAnswersForADeadOwnerAndSaysSo() {
    one.close();
    two.copies.put(OF_KEY, standby(1_200, 0));

    StateAnswer answer = ask();

    assertThat(answer.orThrow().path("by").asText()).isEqualTo(two.address);
    assertThat(answer.age()).isEqualTo(new StateAnswer.Age(1_200, true));
  }

  @Test
  void aStandbyThatDoesNotIncludeTheWriteDoesNotAnswer() {
    one.close();
    two.copies.put(OF_KEY, standby(1_200, 8));

    assertThat(ask("t.events-" + OF_KEY + "@7").age().stale()).isTrue();
    assertThatThrownBy(() -> ask("t.events-" + OF_KEY + "@8"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("not applied yet")
        .extracting("code")
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void anOwnerWaitsForTheWrite() {
    one.holdsLive(OF_KEY);
    Thread.ofVirtual().start(() -> one.applied.applied("t.events", OF_KEY, 8, 1));

    assertThat(ask("t.events-" + OF_KEY + "@8").age().stale()).isFalse();
    assertThatThrownBy(() -> ask("t.events-" + OF_KEY + "@9"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("not applied yet");
    assertThat(ask("t.events-" + (OF_KEY + 1) + "@99").age().stale())
        .as("another partition's write is not in this key's state")
        .isFalse();
  }

  @Test
  void whatEveryProcessKnowsWholeIsWaitedForWhicheverPartitionIsAsked() {
    one.holdsLive(OF_KEY);
    Thread.ofVirtual().start(() -> one.applied.appliedAsWhole(HeldPartition.GOALS, 8));

    assertThat(ask("t.goals-0@8").age().stale()).isFalse();
    assertThatThrownBy(() -> ask("t.goals-0@9"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("not applied yet");

    one.close();
    two.copies.put(OF_KEY, standby(1_200, 8));
    two.applied.appliedAsWhole(HeldPartition.GOALS, 8);
    assertThat(ask("t.goals-0@8,t.events-" + OF_KEY + "@7").age().stale()).isTrue();
    for (String later : List.of("t.goals-0@9", "t.goals-0@8,t.events-" + OF_KEY + "@8")) {
      assertThatThrownBy(() -> ask(later)).as(later).hasMessageContaining("not applied yet");
    }
  }

  @Test
  void anOwnerThatCannotReachKafkaIsNotTrustedToBeOne() {
    one.copies.put(OF_KEY, new LocalCopy(true, 1, 7_000, false, Map.of()));

    assertThat(ask().age()).isEqualTo(new StateAnswer.Age(7_000, true));
  }

  @Test
  void nobodyAnswersWhatIsBeingRestored() {
    assertThatThrownBy(this::ask)
        .isInstanceOf(ApiException.class)
        .extracting("code")
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void whatWasReadWhileTheCopyWasReplacedIsNotAnswered() {
    one.holdsLive(OF_KEY);
    one.whileAnswering = () -> one.copies.put(OF_KEY, new LocalCopy(true, 99, 0, true, Map.of()));

    StateRequest request = new StateRequest("acme", OF_KEY, Json.object());
    StateQuestion question = new StateQuestion("who", request, List.of(), true, Duration.ZERO);

    assertThat(one.server().answer(question)).isInstanceOf(StateReply.NotHere.class);
  }

  @Test
  void allPartitionsAreAskedAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(PARTITIONS);
    one.whileAnswering =
        () -> {
          try {
            together.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    for (int i = 0; i < PARTITIONS; i++) {
      one.holdsLive(i);
    }

    List<StateAnswer> answers = client.askAll("who", "acme", Json.object(), List.of());

    assertThat(answers)
        .extracting(each -> each.orThrow().path("partition").asInt())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void aPartIsNeverPassedOffAsTheWhole() {
    for (int i = 0; i < PARTITIONS - 1; i++) {
      one.holdsLive(i);
    }

    assertThatThrownBy(() -> client.askAll("who", "acme", Json.object(), List.of()))
        .isInstanceOf(ApiException.class)
        .extracting("code")
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private StateAnswer ask() {
    return client.ask("who", KEY, Json.object(), List.of());
  }

  private StateAnswer ask(String position) {
    return client.ask("who", KEY, Json.object(), Position.parse(position));
  }

  private LocalCopy standby(long ageMillis, long next) {
    return new LocalCopy(
        false, 1, ageMillis, false, Map.of(new TopicPartition("t.events", OF_KEY), next));
  }

  private void everythingIsOf(HeldPartition owner, HeldPartition standby) {
    Map<Integer, String> owners =
        Map.of(0, owner.address, 1, owner.address, 2, owner.address, 3, owner.address);
    List<String> following = List.of(standby.address);
    Routes routes =
        new Routes(owners, Map.of(0, following, 1, following, 2, following, 3, following));
    one.routes = routes;
    two.routes = routes;
  }
}
