package com.traitly.platform.address;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Keeps a request as its first line says: no header replaces the method, and the address is never
 * resolved. Thread-safe.
 *
 * <p>Jetty would decode the address, remove its dots and refuse whatever it then finds doubtful,
 * but the router needs the address as it came. So Jetty sees nothing to doubt, and {@link
 * Addresses} checks the address instead.
 */
public final class UnchangedRequest implements HttpConfiguration.Customizer {
  /** The router would take the method from this header, so that a GET could erase. */
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    HttpURI sent = request.getHttpURI();
    String path = sent.getPath();
    boolean overridden = request.getHeaders().contains(OVERRIDE);
    boolean elsewhere = path == null || !path.startsWith("/");
    return elsewhere && !overridden
        ? request
        : new Plain(request, elsewhere ? sent : new OpaqueAddress(sent), overridden);
  }

  private static final class Plain extends Request.Wrapper {
    private final HttpURI address;
    private final HttpFields headers;

    Plain(Request request, HttpURI address, boolean overridden) {
      super(request);
      this.address = address;
      headers =
          overridden
              ? HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable()
              : request.getHeaders();
    }

    @Override
    public HttpURI getHttpURI() {
      return address;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
