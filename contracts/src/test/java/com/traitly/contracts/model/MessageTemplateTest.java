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
  void namesItsVariablesAndTheirDefaults() {
    assertThat(
            MessageTemplate.parse("{{customer.x}} {{ customer.first name | you there }} {{a||b}}")
                .variables())
        .containsExactly(
            new MessageTemplate.Variable("customer.x", ""),
            new MessageTemplate.Variable("customer.first name", "you there"),
            new MessageTemplate.Variable("a||b", ""));
  }

  @Test
  void knowsWhichVariablesThereAre() {
    assertThat(
            MessageTemplate.parse(
                    "{{customer.x}}{{goal.name}}{{goal.days_left|0}}{{}}{{customer.}}{{a||b}}"
                        + "{{customer.custom_attributes.}}{{customer.custom_attributes.x}}{{customer.name || x}}"
                        + "{{Customer.name}}{{action.remaining}}")
                .variables())
        .filteredOn(variable -> !variable.isKnown())
        .extracting(MessageTemplate.Variable::name)
        .containsExactly(
            "goal.name",
            "",
            "customer.",
            "a||b",
            "customer.custom_attributes.",
            "customer.name || x",
            "Customer.name");
  }

  @Test
  void aBlankValueIsReplacedByItsDefault() {
    MessageTemplate template = MessageTemplate.parse("Hi {{customer.name | <b>there & you}}!");

    assertThat(template.plaintext(name -> " ")).isEqualTo("Hi <b>there & you!");
    assertThat(template.html(name -> "")).isEqualTo("Hi &lt;b&gt;there &amp; you!");
    assertThat(template.plaintext(name -> "Ann")).isEqualTo("Hi Ann!");
    assertThat(MessageTemplate.parse("Hi {{customer.name|}}!").plaintext(name -> ""))
        .isEqualTo("Hi !");
  }

  @Test
  void seesWhatIsNeverClosed() {
    assertThat(MessageTemplate.parse("{{customer.name} and {{goal.days_left}}").isUnfinished())
        .isTrue();
    assertThat(MessageTemplate.parse("{ {{{goal.days_left}}} }}").isUnfinished()).isFalse();
  }

  @Test
  void longValuesDoNotMakeALongMessage() {
    String message =
        MessageTemplate.parse("{{customer.a}}".repeat(200))
            .plaintext(name -> "\uD83D\uDE00".repeat(999));

    assertThat(message.length()).isLessThanOrEqualTo(16_000);
    assertThat(message.codePoints().allMatch(each -> each == 0x1F600)).isTrue();
  }
}
