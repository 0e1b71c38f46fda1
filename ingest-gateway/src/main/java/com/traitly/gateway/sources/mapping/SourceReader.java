package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.json.Times;
import com.traitly.gateway.sources.format.SchemaRegistry;
import com.traitly.gateway.sources.mapping.Source.Format;
import com.traitly.gateway.sources.mapping.Source.Kind;
import com.traitly.platform.config.Formats;
import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one source from the file and notes what is wrong with it. Single-threaded. */
final class SourceReader {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "topic",
          "account",
          "kind",
          "format",
          "registry",
          "start",
          "group",
          "kafka",
          "item",
          "fields",
          "drop",
          "filter",
          "tombstones");
  private static final Set<String> FORMATS = Set.of("json", "json-schema", "avro", "protobuf");
  private static final int LONGEST_NAME = 249;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private final JsonNode json;
  private final ObjectReader body;
  private final SourceFile.Defaults defaults;

  SourceReader(JsonNode json, String pointer, Problems problems, SourceFile.Defaults defaults) {
    this.json = json;
    this.defaults = defaults;
    body = new ObjectReader(json, pointer, problems);
  }

  /** The source; null when there are problems. */
  @Nullable Source read() {
    int before = body.problems().errors().size();
    KnownFields.require(body, json, KNOWN);
    String topic = topic();
    String name = name(topic);
    String account = account();
    Kind kind =
        switch (body.choice("kind", "events", Set.of("events", "customers"))) {
          case "customers" -> Kind.CUSTOMERS;
          default -> Kind.EVENTS;
        };
    Format format = format();
    SchemaRegistry.Access registry = registry(format);
    StartPosition start = start();
    String group = body.optional("group", LONGEST_NAME);
    ItemMapping mapping = new MappingReader(body).read();
    var kafka = KafkaSettings.read(body);
    if (topic == null || body.problems().errors().size() > before) {
      return null;
    }
    return new Source(
        name,
        topic,
        account,
        kind,
        format,
        start,
        mapping,
        group == null ? defaults.group().apply(name) : group,
        kafka,
        registry);
  }

  private @Nullable String topic() {
    String topic = body.required("topic", LONGEST_NAME);
    if (topic != null && !NAME.matcher(topic).matches()) {
      body.invalid("topic", "must be the name of a Kafka topic");
    } else if (topic != null && defaults.ownTopics().contains(topic)) {
      body.invalid("topic", "is one of Traitly's own: name a topic that others write");
    }
    return topic;
  }

  private String name(@Nullable String topic) {
    String name = body.optional("name", LONGEST_NAME);
    if (name == null) {
      return String.valueOf(topic);
    }
    if (!NAME.matcher(name).matches()) {
      body.invalid("name", "must be of letters, digits, '.', '_' and '-'");
    }
    return name;
  }

  private String account() {
    String account = body.optional("account", LONGEST_NAME);
    if (account == null) {
      return defaults.account();
    }
    try {
      return Formats.account(account);
    } catch (IllegalArgumentException e) {
      body.invalid("account", String.valueOf(e.getMessage()));
      return account;
    }
  }

  private Format format() {
    return switch (body.choice("format", "json", FORMATS)) {
      case "json-schema" -> Format.JSON_SCHEMA;
      case "avro" -> Format.AVRO;
      case "protobuf" -> Format.PROTOBUF;
      default -> Format.JSON;
    };
  }

  private SchemaRegistry.@Nullable Access registry(Format format) {
    ObjectReader registry = body.object("registry");
    if (registry == null) {
      if (format == Format.AVRO || format == Format.PROTOBUF) {
        body.invalid(
            "registry",
            "is required for format %s: its url, and user and password"
                .formatted(format.name().toLowerCase(Locale.ROOT)));
      }
      return null;
    }
    KnownFields.require(registry, json.path("registry"), Set.of("url", "user", "password"));
    String url = registry.required("url", 1_000);
    String user = registry.optional("user", 1_000);
    String password = registry.optional("password", 1_000);
    if ((user == null) != (password == null)) {
      registry.invalid("user", "and password belong together: give both or neither");
    }
    if (url == null || !isHttp(url)) {
      if (url != null) {
        registry.invalid("url", "must be http:// or https:// and a host");
      }
      return null;
    }
    return new SchemaRegistry.Access(url.replaceFirst("/+$", ""), user, password);
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException noUri) {
      return false;
    }
  }

  private StartPosition start() {
    JsonNode start = body.value("start");
    if (start == null || start.asText().equals("earliest")) {
      return new StartPosition.Earliest();
    }
    if (start.asText().equals("latest")) {
      return new StartPosition.Latest();
    }
    OptionalLong instant = Times.parse(start);
    if (instant.isEmpty()) {
      body.invalid("start", "must be earliest, latest or an instant such as 2026-01-31T09:30:00Z");
    }
    return new StartPosition.At(instant.orElse(0));
  }
}
