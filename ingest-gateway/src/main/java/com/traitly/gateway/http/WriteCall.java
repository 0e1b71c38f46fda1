package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.route.Query;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** One request to write: its caller, its body and when it was received. */
public final class WriteCall {
  /** Query parameters. */
  public static final String VALIDATE = "validate";

  public static final String DRY_RUN = "dry_run";

  private final Context context;
  private final Caller caller;
  private final byte[] body;
  private final long receivedMillis;

  WriteCall(Context context, Caller caller, byte[] body, long receivedMillis) {
    this.context = context;
    this.caller = caller;
    this.body = body;
    this.receivedMillis = receivedMillis;
  }

  /** The body, inflated; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** When the body was received, in UNIX seconds. */
  public long receivedAt() {
    return Math.floorDiv(receivedMillis, 1_000L);
  }

  /** When the body was received, in UNIX milliseconds. */
  public long receivedMillis() {
    return receivedMillis;
  }

  /** A key in the caller's account; there is no way to name another account. */
  public AccountKey key(String id) {
    return new AccountKey(caller.account(), id);
  }

  /** The caller's account. */
  public String account() {
    return caller.account();
  }

  /**
   * The body as one JSON document.
   *
   * @throws ApiException {@code malformed_json}, also when there is no body
   */
  public JsonNode json() {
    JsonNode json = Json.parse(body);
    if (json.isMissingNode()) {
      throw ApiException.of(ErrorCode.MALFORMED_JSON, "The body is empty; send a JSON object");
    }
    return json;
  }

  /** The body as one JSON document; an empty object when nothing was sent, or {@code null}. */
  public JsonNode jsonOrNone() {
    if (body.length == 0) {
      return Json.object();
    }
    JsonNode json = json();
    return json.isNull() ? Json.object() : json;
  }

  /** A path parameter, decoded. */
  public String path(String name) {
    return context.pathParam(name);
  }

  public @Nullable String header(String name) {
    return context.header(name);
  }

  /** Whether the write is only checked, and nothing is stored. */
  public boolean validating() {
    return flag(VALIDATE);
  }

  /** Whether a dry run is requested: the goal is tried and not saved. */
  public boolean dryRun() {
    return flag(DRY_RUN);
  }

  /**
   * A query parameter that is true or false; false when absent.
   *
   * @throws ApiException {@code invalid_parameter}
   */
  private boolean flag(String name) {
    String value = Query.of(context).get(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (!value.equals("true")) {
      throw ApiException.of(ErrorCode.INVALID_PARAMETER, name + " must be true or false");
    }
    return true;
  }
}
