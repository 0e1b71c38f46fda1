package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.OddValues;
import com.traitly.systemtests.stored.Offer.Frame;
import com.traitly.systemtests.stored.Offer.Route;
import com.traitly.testkit.client.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes half of the accepted endpoints: changes fields, rotates the secret, pauses and perhaps
 * resumes them.
 */
final class EndpointChanges extends Check {
  private static final List<String> ROTATIONS =
      List.of(
          "{}",
          "{\"overlap_seconds\":60}",
          "{\"overlap_seconds\":0}",
          "{\"overlap_seconds\":6e1}",
          "{\"overlap_seconds\":null}",
          "{\"overlap_seconds\":-1}",
          "{\"overlap_seconds\":1.5}",
          "{\"overlap_second\":1}",
          "[]",
          "null");

  private final Writer writer;

  EndpointChanges(Run run) {
    super(run);
    writer = new Writer(run);
  }

  /** Makes the changes; the ledger says what must be shown afterwards. */
  void make() {
    Parallel.each(
        ledger.endpoints().entrySet(),
        each -> {
          String url = String.valueOf(each.getValue().sent().get("url"));
          // The seed determines the address, and the address determines the changes.
          Random random = new Random(url.hashCode());
          if (random.nextBoolean()) {
            change(each.getKey(), url, random);
          }
        });
  }

  private void change(String id, String url, Random random) {
    Choices choose = new Choices(random);
    OddValues odd = new OddValues(choose);
    OddFrames frames = new OddFrames(choose);
    String base = url.replaceFirst("(//[^/]*/[^-]*).*", "$1") + "-changed-" + id;
    EndpointBodies bodies = new EndpointBodies(choose, odd, new GoalBodies(choose, odd), base);
    String path = "/webhook/" + id;
    for (int i = 1 + choose.below(3); i > 0; i--) {
      List<String> fields = new ArrayList<>(bodies.fields());
      Collections.shuffle(fields, random);
      String body = "{" + String.join(",", fields.subList(0, choose.below(fields.size()))) + "}";
      byte[] bytes = odd.bytes(body);
      writer.write(frames.of(Route.ENDPOINT_CHANGE, "PATCH", path, "application/json", bytes));
    }
    byte[] rotation = choose.of(ROTATIONS).getBytes(StandardCharsets.UTF_8);
    Frame frame = Frame.plain(rotation);
    writer.write(new Offer(Route.ROTATION, "POST", path + "/rotate-secret", rotation, frame));
    for (String way : choose.of(List.of(List.of("pause"), List.of("pause", "resume")))) {
      Wire.Answer answer = wire.ask(Product.DEFINED, "POST", path + "/" + way);
      if (answer.status() != 200) {
        findings.unreadable("%s of %s is answered %s".formatted(way, id, answer), new byte[0]);
        return;
      }
      ledger.wrote(answer.position());
      ledger.endpointChanged(id, new Accepted.Item(Map.of(), answer.items().getFirst(), true));
    }
  }
}
