package com.traitly.systemtests.process;

import com.traitly.standalone.Standalone;
import com.traitly.testkit.process.ForkedJvm;
import com.traitly.testkit.process.LocalSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts the whole product in its own process, so that it can be killed without warning. */
final class ProductProcess {
  private static final Pattern BASE_URL = Pattern.compile("base URL +(\\S+)");

  private ProductProcess() {}

  /** Starts the product on any free port and waits until it is ready; it says its base URL. */
  static ForkedJvm start(Path directory, String apiKey, Map<String, String> settings) {
    return ForkedJvm.of(Standalone.class)
        .options("-Xmx768m", "-XX:TieredStopAtLevel=1")
        .environment(settings)
        .environment(LocalSettings.in(directory, "TRAITLY_BOOTSTRAP_TOKEN", apiKey))
        .start(BASE_URL);
  }
}
