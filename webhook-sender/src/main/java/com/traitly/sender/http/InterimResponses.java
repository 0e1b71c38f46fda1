package com.traitly.sender.http;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Reads past every interim answer (100, 102, 103, whichever) to the final one. Without a handler
 * for its status, the client takes an interim answer for the end of the exchange and never tells.
 * 101 is none: nobody asked for another protocol, so it is final.
 */
final class InterimResponses extends EarlyHintsProtocolHandler {
  private static final String NAME = "interim-answers";

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean accept(Request request, Response response) {
    return HttpStatus.isInterim(response.getStatus());
  }

  @Override
  protected void onEarlyHints(Request request, HttpFields headers) {
    AnswerReader.of(request).interim(headers);
  }
}
