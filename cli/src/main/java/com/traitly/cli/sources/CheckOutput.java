package com.traitly.cli.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.gateway.sources.mapping.MappedRecord;
import com.traitly.gateway.sources.mapping.Source;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Says what would become of the records of one source: to people figures, reasons and a few
 * examples, to programs a JSON object for each record. Single-threaded.
 */
final class CheckOutput {
  private static final int EXAMPLES = 3;
  private static final int REASONS = 20;
  private static final int SHOWN = 300;

  private final boolean json;
  private final PrintWriter out;
  private final Source source;
  private final Map<String, Reason> reasons = new LinkedHashMap<>();
  private long taken;
  private long passedOver;
  private long refused;

  /** A reason for refusals, and where it was met first. */
  private static final class Reason {
    private final String place;
    private long records;

    Reason(String place) {
      this.place = place;
    }
  }

  CheckOutput(boolean json, PrintWriter out, Source source) {
    this.json = json;
    this.out = out;
    this.source = source;
    if (!json) {
      out.println("%s (topic %s):".formatted(source.name(), source.topic()));
    }
  }

  /** Adds one record. */
  void add(ConsumerRecord<byte[], byte[]> record, MappedRecord mapped) {
    String place = SkippedRecord.of(record).place();
    ObjectNode line =
        Json.object().put("type", "record").put("source", source.name()).put("place", place);
    switch (mapped) {
      case MappedRecord.Taken fit -> {
        taken++;
        line.put("outcome", "taken").set("item", fit.item());
        if (!json && taken <= EXAMPLES) {
          String item = fit.item().toString();
          out.println(
              "  %s would be %s"
                  .formatted(
                      place, item.length() <= SHOWN ? item : item.substring(0, SHOWN) + "…"));
        }
      }
      case MappedRecord.PassedOver unwanted -> {
        passedOver++;
        line.put("outcome", "passed_over");
      }
      case MappedRecord.Refused unfit -> {
        refused++;
        String reason = SkippedRecord.reason(unfit.why());
        reasons.computeIfAbsent(reason, first -> new Reason(place)).records++;
        line.put("outcome", "refused").put("reason", reason);
      }
    }
    if (json) {
      out.println(line);
    }
  }

  /** The figures, at the end. */
  void finish() {
    if (json) {
      out.println(
          Json.object()
              .put("type", "source")
              .put("source", source.name())
              .put("taken", taken)
              .put("passed_over", passedOver)
              .put("refused", refused));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "  %,d would be taken, %,d passed over by the filter, %,d refused.",
              taken,
              passedOver,
              refused));
      reasons.entrySet().stream()
          .sorted(Comparator.comparingLong(each -> -each.getValue().records))
          .limit(REASONS)
          .forEach(each ->
              out.println(
                  String.format(
                      Locale.ROOT,
                      "  %,8d × %s (first at %s)",
                      each.getValue().records,
                      each.getKey(),
                      each.getValue().place)));
    }
    out.flush();
  }

  long refused() {
    return refused;
  }
}
