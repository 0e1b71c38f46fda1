package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ProblemJson;
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
    int status = status(response.getStatus());
    response.setStatus(status);
    String requestId = RequestIds.of(request);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    response.getHeaders().put(RequestIds.HEADER, requestId);
    // Nobody knows where a broken request ends, so nothing after it can be trusted.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    String path = request.getHttpURI().getPath();
    byte[] body =
        Json.bytes(
            ProblemJson.write(error(status), path == null ? "" : path, requestId)
                .put("status", status));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static ApiException error(int status) {
    return status == 503
        ? ApiException.notAccepted(detail(status), 1)
        : ApiException.of(code(status), detail(status));
  }

  /** An unknown HTTP version or transfer coding is the sender's fault, not ours. */
  private static int status(int jettys) {
    return jettys == 501 || jettys == 505 ? 400 : jettys;
  }

  private static String detail(int status) {
    return switch (status) {
      case 408 -> "The request came too slowly and was given up; send it again";
      case 413 -> "The body is too large; send it in parts";
      case 414 -> "The address is too long; shorten it";
      case 431 -> "The headers are longer than 8 KiB; send fewer or shorter ones";
      case 500 -> "Something failed on our side; report the request id";
      case 503 -> "The process is stopping; nothing was stored, send it again";
      default -> "The request could not be read as HTTP: check its address and headers";
    };
  }

  private static ErrorCode code(int status) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 408 -> ErrorCode.REQUEST_TIMEOUT;
      case 413, 414, 431 -> ErrorCode.TOO_LARGE;
      case 503 -> ErrorCode.UNAVAILABLE;
      default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.INVALID_PARAMETER;
    };
  }
}
