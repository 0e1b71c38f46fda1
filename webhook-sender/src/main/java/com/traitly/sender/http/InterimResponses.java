package com.traitly.sender.http;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Skips every interim answer (100, 102, 103, whichever) and reads on to the final one. Without a
 * handler for its status, the client takes an interim answer for the end of the exchange and
 * reports nothing. 101 is not interim: no request asks for another protocol, so it is final.
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
