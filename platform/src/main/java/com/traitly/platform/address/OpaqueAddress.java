package com.traitly.platform.address;

import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance.Violation;

/** An address whose path stays as it was sent: not decoded, not resolved, not checked. */
final class OpaqueAddress implements HttpURI {
  private static final String ROOT = "/";

  private final HttpURI sent;

  OpaqueAddress(HttpURI sent) {
    this.sent = sent;
  }

  /** One servlet serves every path, so the canonical path does not matter. */
  @Override
  public String getCanonicalPath() {
    return ROOT;
  }

  @Override
  public String getDecodedPath() {
    return sent.getPath();
  }

  @Override
  public boolean isAmbiguous() {
    return false;
  }

  @Override
  public boolean hasViolations() {
    return false;
  }

  @Override
  public boolean hasViolation(Violation violation) {
    return false;
  }

  @Override
  public Collection<Violation> getViolations() {
    return List.of();
  }

  @Override
  public Immutable asImmutable() {
    return sent.asImmutable();
  }

  @Override
  public String asString() {
    return sent.asString();
  }

  @Override
  public String getAuthority() {
    return sent.getAuthority();
  }

  @Override
  public String getFragment() {
    return sent.getFragment();
  }

  @Override
  public String getHost() {
    return sent.getHost();
  }

  @Override
  public String getParam() {
    return sent.getParam();
  }

  @Override
  public String getPath() {
    return sent.getPath();
  }

  @Override
  public String getPathQuery() {
    return sent.getPathQuery();
  }

  @Override
  public int getPort() {
    return sent.getPort();
  }

  @Override
  public String getQuery() {
    return sent.getQuery();
  }

  @Override
  public String getScheme() {
    return sent.getScheme();
  }

  @Override
  public String getUser() {
    return sent.getUser();
  }

  @Override
  public boolean hasAuthority() {
    return sent.hasAuthority();
  }

  @Override
  public boolean isAbsolute() {
    return sent.isAbsolute();
  }

  @Override
  public String toString() {
    return sent.toString();
  }
}
