package com.traitly.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.json.ProblemJson;
import com.traitly.contracts.wire.Fields;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes answers: JSON bodies, the envelope of lists, and errors. */
public final class Answers {
  /** An unread body up to this size has mostly arrived already; reading it keeps the connection. */
  private static final int EASILY_SKIPPED = 16 * 1024;

  private static final String JSON = "application/json";

  /** Resets the content length when an error replaces an answer. */
  private static final long UNKNOWN = -1;

  private Answers() {}

  /** Any JSON body. */
  public static void json(Context ctx, int status, JsonNode body) {
    json(ctx, status, Json.bytes(body));
  }

  /** A body that is JSON already. */
  public static void json(Context ctx, int status, byte[] body) {
    ctx.status(status).contentType(JSON).result(body);
    if (ctx.header("Accept-Encoding") == null) {
      // The body is not compressed, so its length is known and it needs no chunks.
      ctx.res().setContentLength(body.length);
    }
  }

  /**
   * The envelope {@code {"data":[…],"metadata":{},"created"|"retrieved":"…","object":"…"}}.
   *
   * @param timeField {@code created} or {@code retrieved}
   * @param at UNIX seconds, written as text
   */
  public static ObjectNode envelope(
      String object, String timeField, long at, Collection<? extends JsonNode> items) {
    ObjectNode json = Json.object();
    json.putArray(Fields.DATA).addAll(items);
    json.putObject(Fields.METADATA);
    return json.put(timeField, Long.toString(at)).put(Fields.OBJECT, object);
  }

  /**
   * As {@link #envelope}, without a tree.
   *
   * @param metadata the value of the field {@code metadata}
   * @param size its approximate length in bytes
   * @param items writes the items
   */
  public static byte[] envelopeBytes(
      String object,
      String timeField,
      long at,
      ObjectNode metadata,
      int size,
      Consumer<JsonBytes> items) {
    JsonBytes json = new JsonBytes(size).openObject().openArray(Fields.DATA);
    items.accept(json);
    json.closeArray();
    if (metadata.isEmpty()) {
      json.openObject(Fields.METADATA).closeObject();
    } else {
      json.put(Fields.METADATA, Json.bytes(metadata));
    }
    return json.putAsText(timeField, at).put(Fields.OBJECT, object).closeObject().finished();
  }

  /** An error as problem details, with {@code Retry-After} when waiting helps. */
  public static void problem(Context ctx, ApiException error) {
    problem(ctx, error, Json.object());
  }

  /** As {@link #problem(Context, ApiException)}, with more fields. */
  public static void problem(Context ctx, ApiException error, ObjectNode more) {
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> ctx.header("Retry-After", Integer.toString(seconds)));
    if (error.code().status() == 401) {
      ctx.header("WWW-Authenticate", "Token");
    }
    ctx.status(error.code().status()).contentType(ProblemJson.MEDIA_TYPE);
    ctx.res().setContentLengthLong(UNKNOWN);
    // JSON is UTF-8 by definition; without this Jetty adds a charset to the media type.
    ctx.res().setCharacterEncoding((String) null);
    ObjectNode body = ProblemJson.write(error, ctx.path(), requestId(ctx.res()));
    ctx.result(Json.bytes(body.setAll(more)));
    if (leavesBodyUnread(ctx.req())) {
      ctx.header("Connection", "close");
    }
  }

  /** The id that the answer carries. */
  static String requestId(HttpServletResponse response) {
    return String.valueOf(response.getHeader(RequestIds.HEADER));
  }

  /**
   * Whether some of the body is unread: after a refusal the caller need not send it, nor we read
   * it.
   */
  private static boolean leavesBodyUnread(HttpServletRequest request) {
    if (request.getHeader("Expect") != null) {
      return true; // even asking whether it is read would tell the caller to send it
    }
    try {
      ServletInputStream body = request.getInputStream();
      return hasBody(request) && !body.isFinished() && !skipped(request, body);
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /** Whether the rest of a short body had arrived already and is now skipped. */
  private static boolean skipped(HttpServletRequest request, ServletInputStream body)
      throws IOException {
    long length = request.getContentLengthLong();
    long gone = 0;
    while (length > 0 && length <= EASILY_SKIPPED && gone < length && body.available() > 0) {
      gone += body.skip(body.available());
    }
    return length > 0 && gone == length;
  }
}
