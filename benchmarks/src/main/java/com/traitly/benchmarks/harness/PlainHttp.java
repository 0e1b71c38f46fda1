package com.traitly.benchmarks.harness;

import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the processes of a measurement over HTTP what is not part of the public API. */
public final class PlainHttp {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private PlainHttp() {}

  /** Returns the body of the answer to a GET. */
  public static String get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url))).body();
  }

  /** Posts a text. */
  public static void post(String url, String body) {
    var unused = send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)));
  }

  /** Says whether a GET is answered 200. */
  static boolean isOk(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url))).statusCode() == 200;
    } catch (CallFailed notYet) {
      return false;
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      return HTTP.send(built, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CallFailed(built.uri() + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting for " + built.uri(), e);
    }
  }
}
