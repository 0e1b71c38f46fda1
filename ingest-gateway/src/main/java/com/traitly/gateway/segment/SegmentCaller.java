package com.traitly.gateway.segment;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.gateway.http.WriteHandler.ForeignFormat;
import com.traitly.gateway.segment.message.Body;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.http.Answers;
import com.traitly.platform.route.ForeignRoute.Entrance;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a request's API key where SDKs put it: the user of Basic authentication, the address of a
 * beacon, or the body.
 *
 * @param entrance checks the key
 */
record SegmentCaller(Entrance entrance) implements ForeignFormat {
  private static final String BASIC = "basic ";
  private static final String WRITE_KEY = "writeKey";

  @Override
  public @Nullable Caller callerOfHead(Context ctx) {
    String authorization = ctx.header("Authorization");
    String key = authorization == null ? null : key(authorization.strip());
    if (key == null || key.isEmpty()) {
      key = ctx.queryParam(WRITE_KEY);
    }
    return key == null || key.isBlank() ? null : admitted(ctx, key.strip());
  }

  @Override
  public Caller callerOfBody(Context ctx, byte[] body) {
    String key = Body.writeKey(body);
    if (key == null) {
      throw ApiException.of(
          ErrorCode.MISSING_TOKEN,
          "Send an API key with the scope collect:write as the user of Basic authentication, or as"
              + " writeKey in the body: what SDKs call the write key");
    }
    return admitted(ctx, key);
  }

  /** Python's SDK retries an error ten times that has no message. */
  @Override
  public void refuse(Context ctx, ApiException why) {
    Answers.problem(ctx, why, Json.object().put("message", why.detail()));
  }

  /** A key that may write events and customers may do so in this format too. */
  Caller admitted(Context ctx, String key) {
    Caller caller = entrance.admit(ctx, key);
    if (!caller.may(Scope.EVENTS_WRITE) || !caller.may(Scope.CUSTOMERS_WRITE)) {
      caller.require(Scope.COLLECT_WRITE);
    }
    return caller;
  }

  private static @Nullable String key(String authorization) {
    int space = authorization.indexOf(' ');
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return space < 0 ? null : authorization.substring(space + 1).strip();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(space + 1).strip());
      String both = new String(decoded, StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0 ? both : both.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      throw ApiException.of(
          ErrorCode.MISSING_TOKEN,
          "The header Authorization is not Basic authentication: send the API key and a colon in"
              + " base64");
    }
  }
}
