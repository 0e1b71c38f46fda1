package com.traitly.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import org.junit.jupiter.api.Test;

/** Stored checkpoints and the ids of imported events depend on these values: they stay. */
class RowChainTest {
  @Test
  void theSameRowsGiveTheSameIdsInEveryVersion() {
    RowChain chain = new RowChain();
    chain.add(Json.object().put("a", 1));

    assertThat(chain.text()).isEqualTo("c5961791f82c7a925cef5b9fb7af1e2b");
    assertThat(
            chain.eventId(
                Json.object().put("customer_id", "c").put("name", "n").put("created_at", 5)))
        .isEqualTo("import_413969020eb568b6609f6bab28815a95");
    assertThat(RowChain.of("text")).isEqualTo("982d9e3eb996f559");
  }
}
