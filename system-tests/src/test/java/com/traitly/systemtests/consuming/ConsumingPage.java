package com.traitly.systemtests.consuming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code on docs/consuming.md, as they stand but for the broker's address. */
record ConsumingPage(String text, String broker) {
  private static final String PRINTED = "127.0.0.1:9092";

  /** Returns the page with this address in place of the printed one. */
  static ConsumingPage at(String broker) throws IOException {
    return new ConsumingPage(Files.readString(Path.of("..", "docs", "consuming.md")), broker);
  }

  /** Returns the only block of a language below a heading. */
  String block(String heading, String language) {
    Matcher section =
        Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)").matcher(text);
    if (!section.find()) {
      throw new AssertionError("docs/consuming.md has no section " + heading);
    }
    Matcher block =
        Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(section.group(1));
    if (!block.find()) {
      throw new AssertionError("docs/consuming.md shows no " + language + " for " + heading);
    }
    return block.group(1).replace(PRINTED, broker);
  }
}
