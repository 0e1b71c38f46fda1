package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.ServerEvent;
import com.traitly.cli.api.ServerEvents;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Forwards each request once and sends its answer back. A request that comes again, because the
 * connection broke, is not forwarded again. Neither is another attempt of a delivery that was taken
 * here already, unless somebody asked to send it again. Thread-safe.
 */
final class Forwarding implements ServerEvents.Listener, AutoCloseable {
  private static final int REMEMBERED = 10_000;

  private final TraitlyApi api;
  private final String path;
  private final LocalProgram application;
  private final ListenOutput output;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> inProgress = new HashSet<>();
  private final Map<String, LocalProgram.Reply> replies = remembering();
  private final Map<String, LocalProgram.Reply> taken = remembering();

  /** Forwards the requests of one endpoint. */
  Forwarding(TraitlyApi api, String endpointId, LocalProgram application, ListenOutput output) {
    this.api = api;
    path = "/webhook/" + endpointId + "/answer";
    this.application = application;
    this.output = output;
  }

  private static <V> Map<String, V> remembering() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  @Override
  public void connected(boolean again) {
    stillHere();
    output.connected(again);
  }

  @Override
  public void event(ServerEvent event) {
    if (!event.name().equals("message")) {
      return; // What was left out is sent again by its retries.
    }
    JsonNode request = Json.read(event.data().getBytes(StandardCharsets.UTF_8));
    String id = request.path("id").asText();
    synchronized (inProgress) {
      if (!inProgress.add(id)) {
        return;
      }
    }
    workers.execute(() -> answer(id, request));
  }

  /** Says that the listener is connected. */
  void stillHere() {
    send(Json.object());
  }

  private void answer(String id, JsonNode request) {
    try {
      send(answers(id, reply(id, request)));
    } catch (IOException stopping) {
      output.trouble(String.valueOf(stopping.getMessage()));
    } finally {
      synchronized (inProgress) {
        inProgress.remove(id);
      }
    }
  }

  private LocalProgram.Reply reply(String id, JsonNode request) throws IOException {
    LocalProgram.@Nullable Reply before = replies.get(id);
    if (before != null) {
      return before;
    }
    String delivery = request.path("delivery_id").asText();
    LocalProgram.@Nullable Reply earlier =
        request.path("resent").asBoolean() ? null : taken.get(delivery);
    long began = System.nanoTime();
    LocalProgram.Reply reply = earlier == null ? application.forward(request) : earlier;
    output.forwarded(request, reply, earlier != null, (System.nanoTime() - began) / 1_000_000);
    replies.put(id, reply);
    if (reply.taken()) {
      taken.put(delivery, reply);
    }
    return reply;
  }

  private static ObjectNode answers(String id, LocalProgram.Reply reply) {
    ObjectNode json = Json.object();
    json.putArray("answers")
        .addObject()
        .put("id", id)
        .put("status", reply.status())
        .put("retry_after", reply.retryAfter())
        .put("detail", reply.detail());
    return json;
  }

  private void send(ObjectNode answers) {
    try {
      var unused = api.send("POST", path, Json.bytes(answers));
    } catch (IOException | RuntimeException e) {
      // The request comes again, or its delivery does; then it is answered from memory.
      output.trouble(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
