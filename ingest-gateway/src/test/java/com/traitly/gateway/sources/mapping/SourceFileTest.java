package com.traitly.gateway.sources.mapping;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.gateway.sources.TestSources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
  @Test
  void aSourceNeedsItsTopicOnly() {
    Source source = TestSources.of("sources: [{topic: shop}]");

    assertThat(source.name()).isEqualTo("shop");
    assertThat(source.account()).isEqualTo("acme");
    assertThat(source.kind()).isEqualTo(Source.Kind.EVENTS);
    assertThat(source.start()).isInstanceOf(StartPosition.Earliest.class);
    assertThat(source.group()).isEqualTo("test-source-shop");
    assertThat(source.kafka()).isEmpty();
  }

  @Test
  void everythingCanBeSaidAndSecretsComeFromTheEnvironment() {
    List<Source> sources =
        TestSources.all(
            """
            sources:
              - topic: shop
                start: 2026-01-31T09:30:00Z
                group: readers
                kafka:
                  bootstrap.servers: other:9092
                  sasl.jaas.config: "x password='${PASSWORD}';"
                  max.poll.records: 5
              - topic: shop
                name: people
                account: globex
                kind: customers
                format: avro
                start: latest
                registry: {url: 'https://registry/', user: u, password: '${PASSWORD}'}
            """,
            Map.of("PASSWORD", "a$1b"));

    assertThat(sources.getFirst().kafka())
        .containsEntry("sasl.jaas.config", "x password='a$1b';")
        .containsEntry("max.poll.records", "5");
    assertThat(sources.getFirst().start()).isEqualTo(new StartPosition.At(1_769_851_800_000L));
    assertThat(requireNonNull(sources.getLast().registry()).url()).isEqualTo("https://registry");
    assertThat(sources.getLast().positionKey(2)).hasToString("globex|people/shop/2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | must be a JSON object
          sources: [] | at least one
          sources: x | must be a list
          topics: [] | topics is not known here
          sources: [{}] | topic is required
          sources: [{topic: shop, topc: x}] | topc is not known here
          sources: [{topic: a b}] | topic must be the name of a Kafka topic
          sources: [{topic: test.events}] | one of Traitly's own
          sources: [{topic: shop}, {topic: shop}] | name is that of another source
          sources: [{topic: shop, name: 'a/b'}] | name must be of letters
          sources: [{topic: shop, account: 'a,b'}] | account must be a word
          sources: [{topic: shop, kind: orders}] | kind must be one of
          sources: [{topic: shop, format: protobuf}] | registry is required for format protobuf
          sources: [{topic: shop, format: xml}] | format must be one of
          sources: [{topic: shop, format: avro}] | registry is required for format avro
          sources: [{topic: shop, format: avro, registry: {url: 'ftp://x'}}] | url must be http
          sources: [{topic: shop, format: avro, registry: {url: 'http://x', user: u}}] | belong together
          sources: [{topic: shop, start: tomorrow}] | start must be earliest, latest or an instant
          sources: [{topic: shop, item: after}] | item must be a JSON pointer
          sources: [{topic: shop, fields: {name: type}}] | name must be a JSON pointer into the value
          sources: [{topic: shop, fields: {name: {from: /a, value: b}}}] | value must stand alone
          sources: [{topic: shop, fields: {name: {}}}] | from is required
          sources: [{topic: shop, fields: {name: {from: /a, time_format: yyyy}}}] | created_at and updated_at only
          sources: [{topic: shop, fields: {created_at: {from: /a, time_format: bbb}}}] | is no pattern of a time
          sources: [{topic: shop, fields: {created_at: {from: /a, time_format: yyyy, zone: Mars}}}] | zone must be a time zone
          sources: [{topic: shop, fields: {created_at: {from: /a, zone: UTC}}}] | zone is that of a time_format
          sources: [{topic: shop, filter: [{from: /a}]}] | in or not_in
          sources: [{topic: shop, filter: [{from: /a, in: []}]}] | at least one value
          sources: [{topic: shop, filter: [{from: /a, in: [{}]}]}] | must be a text, a number
          sources: [{topic: shop, filter: [x]}] | must be a JSON object
          sources: [{topic: shop, tombstones: erase}] | tombstones must be one of
          sources: [{topic: shop, kafka: {group.id: x}}] | group.id is said as group
          sources: [{topic: shop, kafka: {isolation.level: read_uncommitted}}] | cannot be chosen
          sources: [{topic: shop, kafka: {enable.auto.commit: true}}] | cannot be chosen
          sources: [{topic: shop, kafka: {sasl.jas.config: x}}] | is no setting of a Kafka consumer
          sources: [{topic: shop, kafka: {client.id: [x]}}] | must be a text
          sources: [{topic: shop, group: '${NOBODY}'}] | no environment variable
          'sources: [{topic: shop, topic: shop}]' | is no YAML
          '{' | is no YAML
          """)
  void aWrongFileIsRefusedInASentence(String yaml, String says) {
    assertThatThrownBy(() -> TestSources.all(yaml, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".yaml")
        .hasMessageContaining(says)
        .hasMessageEndingWith(".");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(
            () -> TestSources.all("sources: [{kind: x}, {topic: a, start: b}]", Map.of()))
        .hasMessageContaining("/sources/0/kind")
        .hasMessageContaining("/sources/0/topic")
        .hasMessageContaining("/sources/1/start");
  }
}
