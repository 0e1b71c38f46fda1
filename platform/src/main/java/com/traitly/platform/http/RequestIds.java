package com.traitly.platform.http;

import com.traitly.platform.auth.UniqueIds;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Gives every request an id before anything else sees it: the caller's {@code Request-Id} when that
 * is well-formed, otherwise a new one. The answer and the log lines of the serving thread carry it.
 */
final class RequestIds extends Handler.Wrapper {
  static final String HEADER = "Request-Id";
  private static final UniqueIds NEW = new UniqueIds("req_");

  /** Version 00 of W3C Trace Context; all-zero ids are invalid. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String id = of(request);
    response.getHeaders().put(HEADER, id);
    MDC.put(CurrentRequest.LOG_KEY, id);
    String trace = request.getHeaders().get(CurrentRequest.TRACE_KEY);
    if (trace != null && TRACEPARENT.matcher(trace).matches()) {
      MDC.put(CurrentRequest.TRACE_KEY, trace);
    }
    try {
      return super.handle(request, response, callback);
    } finally {
      MDC.remove(CurrentRequest.LOG_KEY);
      MDC.remove(CurrentRequest.TRACE_KEY);
    }
  }

  /** The request's id, made when it has none yet. */
  static String of(Request request) {
    if (request.getAttribute(HEADER) instanceof String known) {
      return known;
    }
    String sent = request.getHeaders().get(HEADER);
    String id = sent != null && SANE.matcher(sent).matches() ? sent : NEW.next();
    request.setAttribute(HEADER, id);
    return id;
  }
}
