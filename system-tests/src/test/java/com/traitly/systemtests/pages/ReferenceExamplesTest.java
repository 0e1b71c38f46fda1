package com.traitly.systemtests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each example of the reference that users know has one of the same shape in our document. */
final class ReferenceExamplesTest {
  private static final List<JsonNode> OURS = new ArrayList<>();

  static {
    Specifications.openApi()
        .at("/components/examples")
        .forEach(example -> OURS.add(example.path("value")));
  }

  @Test
  void everyExampleOfTheReferenceHasItsLikeInTheDocument() {
    for (JsonNode example : ReferencePage.find().examples()) {
      assertThat(OURS)
          .as(example.toString())
          .anyMatch(ours -> Shape.differences(example, ours).isEmpty());
    }
  }
}
