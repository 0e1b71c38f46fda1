package com.traitly.standalone;

/** The text that a newcomer sees once everything is ready. */
record Welcome(Standalone running) {
  String text() {
    String api = running.baseUrl() + "/api/v1";
    String auth = "-H 'Authorization: Token " + running.apiKey() + "'";
    return """

    Traitly is ready.

      base URL   %s
      API key    %s
      docs       %s/docs
      data       %s

    Try it:

      curl '%s/customer' %s --data '{"customer_id": "123", "name": "John Smith", "email": "john.smith@example.com", "plan": "Trial"}'
      curl '%s/event' %s --data '{"customer_id": "123", "name": "Logged in"}'
      curl '%s/event?customer_id=123' %s

    Ctrl-C stops it; the data stays.
    """
        .formatted(
            running.baseUrl(),
            running.apiKey(),
            running.baseUrl(),
            running.dataDirectory(),
            api,
            auth,
            api,
            auth,
            api,
            auth);
  }
}
