package com.traitly.contracts.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTemplateTest {
  private static String value(String name) {
    return name.equals("customer.name") ? "<Ann & $1>" : name;
  }

  @Test
  void fillsInVariables() {
    assertThat(
            MessageTemplate.parse("Hi {{ customer.name }}!").plaintext(MessageTemplateTest::value))
        .isEqualTo("Hi <Ann & $1>!");
  }

  @Test
  void keepsTextWithoutVariablesAndVariablesWithoutText() {
    assertThat(MessageTemplate.parse("Hi").plaintext(MessageTemplateTest::value)).isEqualTo("Hi");
    assertThat(MessageTemplate.parse("{{a.b}}{{c}}").plaintext(MessageTemplateTest::value))
        .isEqualTo("a.bc");
  }

  @Test
  void escapesValuesButNotTheTemplateInHtml() {
    assertThat(MessageTemplate.parse("<p>{{customer.name}}</p>").html(MessageTemplateTest::value))
        .isEqualTo("<p>&lt;Ann &amp; $1&gt;</p>");
  }

  @Test
  void namesUnknownVariables() {
    assertThat(
            MessageTemplate.unknownVariables(
                "{{customer.x}} {{goal.name}} {{action.remaining}} {{}}"))
        .containsExactly("goal.name", "");
  }
}
