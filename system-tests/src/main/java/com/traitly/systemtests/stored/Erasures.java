package com.traitly.systemtests.stored;

import com.traitly.testkit.OddNames;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Erases every customer that was written about, and checks that nothing of them is shown. */
final class Erasures extends Check {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  Erasures(Run run) {
    super(run);
  }

  /** Erases all customers and waits until they are gone. */
  void make() {
    Set<String> customers = new TreeSet<>(ledger.profiles.keys());
    customers.addAll(ledger.events.keys());
    none("a customer is answered, to be erased", customers, this::erase);
    findings.count("customers erased", customers.size());
    none("a customer is erased and shown", customers, this::remains);
  }

  private String erase(String customer) {
    Wire.Answer answer =
        wire.ask(Product.WRITTEN, "DELETE", "/customer/" + OddNames.encode(customer));
    boolean accepted = answer.status() == 202 && customer.equals(answer.json().get("customer_id"));
    return accepted ? "" : answer.toString();
  }

  /** Waits until nothing is shown of a customer any more; returns what remains. */
  private String remains(String customer) {
    return Await.holds(PATIENCE, LOOK_AGAIN, () -> shown(customer).isEmpty())
        ? ""
        : shown(customer);
  }

  private String shown(String customer) {
    String id = "customer_id=" + ApiClient.encoded(customer);
    Wire.Answer profile = wire.get(Product.WRITTEN, "/customer?" + id, "");
    Wire.Answer events = wire.get(Product.WRITTEN, "/event?" + id, "");
    Wire.Answer lookup = wire.get(Product.WRITTEN, "/recommended-next-actions?" + id, "");
    boolean gone =
        profile.status() == 200
            && profile.items().isEmpty()
            && events.status() == 200
            && events.items().isEmpty()
            && lookup.status() == 404;
    return gone ? "" : profile + " " + events + " " + lookup;
  }
}
