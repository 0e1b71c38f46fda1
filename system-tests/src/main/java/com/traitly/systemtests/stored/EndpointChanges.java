package com.traitly.systemtests.stored;

import com.traitly.systemtests.offers.Offer;
import com.traitly.systemtests.offers.Offers;
import com.traitly.testkit.client.Parallel;
import java.util.List;
import java.util.Map;

/**
 * Changes half of the accepted endpoints: changes fields, rotates the secret, pauses and perhaps
 * resumes them.
 */
final class EndpointChanges extends Check {
  private final Writer writer;

  EndpointChanges(Run run) {
    super(run);
    writer = new Writer(run);
  }

  /** Makes the changes; the ledger says what must be shown afterwards. */
  void make() {
    Parallel.each(
        ledger.endpoints.newest().entrySet(),
        each -> {
          String url = each.getValue().url();
          List<Offer> changes = Offers.changes(each.getKey(), url);
          changes.forEach(writer::write);
          boolean resumes = url.hashCode() % 2 == 0;
          if (!changes.isEmpty() && move(each.getKey(), "pause") && resumes) {
            move(each.getKey(), "resume");
          }
        });
  }

  /** Pauses or resumes an endpoint; returns whether that was answered as it should be. */
  private boolean move(String id, String way) {
    Wire.Answer answer = wire.ask(Product.DEFINED, "POST", "/webhook/" + id + "/" + way);
    if (answer.status() != 200) {
      unreadable("%s of %s is answered %s".formatted(way, id, answer), "");
      return false;
    }
    ledger.wrote(answer.position());
    ledger.endpointChanged(id, new Accepted.Item(Map.of(), answer.items().getFirst(), true));
    return true;
  }
}
