package com.traitly.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One SDK, a few messages: what {@link SegmentSdksIT} tests at length. */
class SegmentSdkIT {
  private static final int MESSAGES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void theSdkForNodeWorksByChangingTheHost() throws Exception {
    Sdk sdk = Sdk.SEGMENT_NODE;
    Map<String, String> settings =
        Map.of("TRAITLY_PORT", "0", "TRAITLY_DATA_DIR", directory.resolve("data").toString());
    try (Standalone product = Standalone.start(Config.of(settings));
        Api api = new Api(product.baseUrl(), product.apiKey())) {
      api.put("/goal/Styled", SdkLedger.GOAL);
      String key =
          api.post("/token", "{\"name\":\"site\",\"scopes\":[\"collect:write\"]}")
              .body()
              .at("/data/0/key")
              .asText();
      SdkLedger ledger = new SdkLedger(api, sdk, MESSAGES);
      try (SdkProgram program =
          SdkProgram.start(sdk, directory, product.baseUrl(), key, MESSAGES)) {
        program.goOn();
        await().atMost(PATIENCE).until(() -> program.hasSaid("sent"));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(ledger::assertCountedOnce);
        assertThat(program.reported()).isEmpty();
      }
      assertThat(api.get("/event/rejected").body().path("data")).isEmpty();
    }
  }
}
