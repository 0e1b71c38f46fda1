package com.traitly.gateway.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.http.WriteHandler;
import com.traitly.gateway.intake.KnownCustomers;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.segment.message.MessageMapper;
import com.traitly.gateway.segment.message.MessageType;
import com.traitly.gateway.segment.message.ViewName;
import com.traitly.platform.http.Answers;
import com.traitly.platform.route.ForeignRoute;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes in Segment's format, at the root and below {@code /segment}. A page of any origin may
 * call them: the keys in web pages are public anyway, and no cookie is looked at.
 */
public final class SegmentRoutes {
  private static final List<String> BASES = List.of("", "/segment");
  private static final List<String> BATCHES =
      List.of("/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch");
  private static final String SETTINGS = "/v1/projects/{key}/settings";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9, _-]{1,1000}");
  private static final String REMEMBERED_SECONDS = "3600";

  private final WriteHandler writes;
  private final SegmentWrite write;

  private SegmentRoutes(WriteHandler writes, SegmentWrite write) {
    this.writes = writes;
    this.write = write;
  }

  /** The routes of a gateway that serves writes and sends records in this way. */
  public static SegmentRoutes of(
      Topics topics,
      ViewName viewName,
      WriteHandler writes,
      RecordSender sender,
      KnownCustomers seen,
      MeterRegistry meters) {
    MessageMapper mapper = new MessageMapper(topics.events(), topics.customers(), viewName);
    RejectedMessages rejected = new RejectedMessages(topics.deadLetters(), meters);
    return new SegmentRoutes(writes, new SegmentWrite(mapper, rejected, sender, seen));
  }

  /** All of them. */
  public List<ForeignRoute> all() {
    List<ForeignRoute> routes = new ArrayList<>();
    for (String base : BASES) {
      for (MessageType type : MessageType.values()) {
        String name = type.wireName();
        // A browser's SDK takes the first letter.
        for (String path : List.of("/v1/" + name, "/v1/" + name.charAt(0))) {
          add(routes, base + path, type);
        }
      }
      BATCHES.forEach(path -> add(routes, base + path, null));
      routes.add(
          new ForeignRoute(
              HandlerType.GET, base + SETTINGS, (ctx, entrance) -> settings(ctx, base, entrance)));
    }
    return List.copyOf(routes);
  }

  private void add(List<ForeignRoute> routes, String path, @Nullable MessageType type) {
    routes.add(new ForeignRoute(HandlerType.POST, path, handler(type)));
    routes.add(new ForeignRoute(HandlerType.OPTIONS, path, (ctx, entrance) -> preflight(ctx)));
  }

  private ForeignRoute.Handler handler(@Nullable MessageType type) {
    return (ctx, entrance) -> {
      allowOrigin(ctx);
      writes.serve(
          ctx,
          new SegmentCaller(entrance),
          RequestLimits.FOREIGN_BYTES,
          RequestLimits.FOREIGN_UNKNOWN_BYTES,
          call -> write.accept(call, type));
    };
  }

  /** A browser's SDK asks which destinations it has: one, which is this server. */
  private static void settings(Context ctx, String base, ForeignRoute.Entrance entrance) {
    allowOrigin(ctx);
    SegmentCaller caller = new SegmentCaller(entrance);
    String key = ctx.pathParam("key");
    try {
      caller.admitted(ctx, key);
    } catch (ApiException refused) {
      caller.refuse(ctx, refused);
      return;
    }
    ObjectNode body = Json.object();
    ObjectNode destination = body.putObject("integrations").putObject("Segment.io");
    destination.put("apiKey", key);
    String host = ctx.header("Host");
    if (host != null && HOST.matcher(host).matches()) {
      boolean secure = "https".equals(ctx.header("X-Forwarded-Proto"));
      destination.put("apiHost", host + base + "/v1").put("protocol", secure ? "https" : "http");
    }
    Answers.json(ctx, 200, body);
  }

  private static void allowOrigin(Context ctx) {
    ctx.header("Access-Control-Allow-Origin", "*");
    ctx.header("Access-Control-Expose-Headers", "Request-Id, Retry-After");
  }

  /** Needs no key: a browser asks before the page may send one. */
  private static void preflight(Context ctx) {
    allowOrigin(ctx);
    ctx.status(204)
        .header("Allow", "OPTIONS, POST")
        .header("Access-Control-Allow-Methods", "POST")
        .header("Access-Control-Max-Age", REMEMBERED_SECONDS);
    String asked = ctx.header("Access-Control-Request-Headers");
    if (asked != null && HEADER_NAMES.matcher(asked).matches()) {
      ctx.header("Access-Control-Allow-Headers", asked);
    }
  }
}
