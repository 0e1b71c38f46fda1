package com.traitly.gateway.sources.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry that speaks as Confluent's does; it knows what it was told. */
public final class RegistryStandIn implements AutoCloseable {
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer server;
  private volatile int status = 200;

  public RegistryStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A client of it. */
  SchemaRegistry client() {
    return new SchemaRegistry(new SchemaRegistry.Access(url(), "user", "secret"));
  }

  /** Has a schema at an address, which includes the query if there is one. */
  public void has(String address, String type, String schema, String... references) {
    answers.put(
        address,
        "{\"schema\":%s,\"schemaType\":\"%s\",\"references\":[%s]}"
            .formatted(Json.object().textNode(schema), type, String.join(",", references)));
  }

  /** Answers as the registry does for its first language, whose name it leaves out. */
  void hasAvro(String address, String schema, String... references) {
    has(address, "", schema, references);
    answers.compute(address, (path, answer) -> answer.replace("\"schemaType\":\"\",", ""));
  }

  /** A reference from one schema to another. */
  public static String reference(String name, String subject, int version) {
    return "{\"name\":\"%s\",\"subject\":\"%s\",\"version\":%d}".formatted(name, subject, version);
  }

  /** From now on the answer to what it knows has this status. */
  void status(int code) {
    status = code;
  }

  /** How often it was asked. */
  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A value as a registry's serializer writes it. */
  public static byte[] framed(int id, byte[] data) {
    return ByteBuffer.allocate(5 + data.length).put((byte) 0).putInt(id).put(data).array();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    String address = exchange.getRequestURI().toString();
    boolean known = answers.containsKey(address);
    byte[] body = answers.getOrDefault(address, "{\"error_code\":40403}").getBytes(UTF_8);
    exchange.sendResponseHeaders(known ? status : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
