package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.wire.Json;
import com.traitly.contracts.wire.ProblemJson;
import com.traitly.platform.auth.ApiKeys;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's own refusals (a broken request line, too long headers) as problem details, not HTML. */
final class JettyProblems extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = ApiKeys.generateId("req_");
    ApiException error = ApiException.of(code(response.getStatus()), detail(response.getStatus()));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    response.getHeaders().put(Answers.REQUEST_ID, requestId);
    if (response.getStatus() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    byte[] body =
        Json.bytes(
            ProblemJson.write(error, request.getHttpURI().getDecodedPath(), requestId)
                .put("status", response.getStatus()));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String detail(int status) {
    return switch (status) {
      case 408 -> "The request came too slowly and was given up";
      case 413 -> "The body is too large; send it in parts";
      case 414 -> "The address is too long";
      case 431 -> "The headers are longer than 8 KiB";
      case 503 -> "The process is stopping or overloaded; nothing was stored, send it again";
      default -> "The request could not be read as HTTP: check its address and headers";
    };
  }

  private static ErrorCode code(int status) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 413, 414, 431 -> ErrorCode.TOO_LARGE;
      case 503 -> ErrorCode.UNAVAILABLE;
      default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.INVALID_PARAMETER;
    };
  }
}
