package com.traitly.cli.demo;

import java.util.Locale;
import java.util.Optional;

/**
 * What a developer may repeat, as commands to paste.
 *
 * @param place where Traitly runs
 * @param subject the customer whom they are about
 * @param webhooks how many came so far
 */
record CallsToRepeat(Place place, Optional<Prospect> subject, int webhooks) {
  private static final String ANYBODY = "demo-0001";

  /**
   * Where Traitly runs.
   *
   * @param url its address
   * @param data its data directory
   * @param once whether it stops after the last screen
   */
  record Place(String url, String apiKey, String data, boolean once) {
    /** Leaves the API key out, because this may be logged. */
    @Override
    public String toString() {
      return "Place[" + url + "]";
    }
  }

  /** The address of the subject's lookup. */
  String lookup() {
    return place.url() + "/api/v1" + Survey.lookup(customerId(), DemoGoals.CONVERSION);
  }

  /** For people. */
  String text() {
    return "\nFOR DEVELOPERS%s\n".formatted(announced()) + (place.once() ? whenStarted() : now());
  }

  private String whenStarted() {
    return """
    Traitly stops now; the data stay in %s. Without --once
    it runs on, and answers the lookup of the first customer at risk:
    %s
    """
        .formatted(place.data(), curl(lookup()));
  }

  private String now() {
    return """
    The lookup of the first customer at risk; add &explain=true to the address for reasons:
    %s

    An event that changes the likelihood; the webhooks that follow are shown here:
    %s --data '{"customer_id": "%s", "name": "%s"}'

    API reference: %s/docs. Ctrl-C stops Traitly; the data stay in %s.
    """
        .formatted(
            curl(lookup()),
            curl(place.url() + "/api/v1/event"),
            customerId(),
            subject.map(Prospect::action).orElse("Logged in"),
            place.url(),
            place.data());
  }

  private String announced() {
    return webhooks == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ": each change was announced, too: %,d webhooks came, all with the right signature.",
            webhooks);
  }

  private String customerId() {
    return subject.map(Prospect::customerId).orElse(ANYBODY);
  }

  private String curl(String address) {
    return "curl '%s' -H 'Authorization: Token %s'".formatted(address, place.apiKey());
  }
}
