package com.traitly.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MappingTest {
  @Test
  void columnsAreRenamedConstantsAddedAndTheRestKept() throws RowRefused {
    Mapping mapping =
        mapping(
            List.of("user", "what", "at", "zip", "seats"),
            "--map",
            "customer_id=user,name=what,created_at=at",
            "--set",
            "source=crm",
            "--drop",
            "zip");
    assertThat(mapping.kind()).isEqualTo(Kind.EVENTS);
    assertThat(
            mapping
                .item(
                    row(
                        "{\"user\":\"007\",\"what\":\"1\",\"at\":\"5\",\"zip\":\"1\",\"seats\":\"3\"}"),
                    true)
                .toString())
        .isEqualTo(
            "{\"customer_id\":\"007\",\"name\":\"1\",\"created_at\":5,\"seats\":3,\"source\":\"crm\"}");
  }

  @Test
  void onlyWhatLooksExactlyLikeANumberOrAFlagBecomesOne() throws RowRefused {
    Mapping mapping =
        mapping(List.of("customer_id", "name", "a", "b", "c", "d", "e", "f", "z"), "--text", "z");
    ObjectNode row =
        row(
            "{\"customer_id\":\"1\",\"name\":\"x\",\"a\":\"01\",\"b\":\"-1.50\",\"c\":\"true\",\"d\":\"1e400\",\"e\":\"+1\",\"f\":\"NaN\",\"z\":\"12\"}");
    assertThat(mapping.item(row, true).toString())
        .isEqualTo(
            "{\"customer_id\":\"1\",\"name\":\"x\",\"a\":\"01\",\"b\":-1.50,\"c\":true,\"d\":\"1e400\",\"e\":\"+1\",\"f\":\"NaN\",\"z\":\"12\"}");
    assertThat(mapping.item(row, false)).isEqualTo(row);
  }

  @Test
  void timesAreReadInTheFormatAndZoneGiven() throws RowRefused {
    Mapping mapping =
        mapping(
            List.of("customer_id", "name", "created_at"),
            "--time-format",
            "dd.MM.yyyy[ HH:mm]",
            "--zone",
            "Europe/Berlin");
    assertThat(created(mapping, "31.03.2026 09:30")).isEqualTo("2026-03-31T07:30:00Z");
    assertThat(created(mapping, "01.01.2026")).isEqualTo("2025-12-31T23:00:00Z");
    assertThatThrownBy(() -> created(mapping, "2026-01-01"))
        .isInstanceOf(RowRefused.class)
        .hasMessageContaining("created_at is not in the format");
  }

  @Test
  void whatCannotWorkIsToldWithAGuess() {
    assertThatThrownBy(() -> mapping(List.of("userId", "event")))
        .isInstanceOf(UnusableInput.class)
        .hasMessageContaining("--kind");
    assertThatThrownBy(() -> mapping(List.of("userId", "event"), "--kind", "events"))
        .hasMessageContaining("Did you mean --map customer_id=userId?");
    assertThatThrownBy(() -> mapping(List.of("customer_id", "name", "plan")))
        .hasMessageContaining("customers need email")
        .hasMessageContaining("If these are events, say --kind events.");
    assertThatThrownBy(() -> mapping(List.of("customer_id", "name", "plan"), "--kind", "customers"))
        .hasMessageNotContaining("--kind");
    assertThatThrownBy(() -> mapping(List.of("customer_id", "name"), "--map", "created_at=ts"))
        .hasMessageContaining("there is no column \"ts\"");
    assertThatThrownBy(() -> mapping(List.of("customer_id", "email"), "--map", "name=customer_id"))
        .hasMessageContaining("customer_id");
  }

  @Test
  void theColumnsOfARejectsFileAreNotImported() throws RowRefused {
    ObjectNode row =
        row(
            "{\"customer_id\":\"1\",\"name\":\"x\",\"traitly_row\":3,\"traitly_file\":\"f\",\"traitly_reason\":\"r\"}");
    assertThat(mapping(List.of("customer_id", "name")).item(row, false).toString())
        .isEqualTo("{\"customer_id\":\"1\",\"name\":\"x\"}");
  }

  private static String created(Mapping mapping, String text) throws RowRefused {
    return mapping
        .item(Json.object().put("customer_id", "1").put("name", "x").put("created_at", text), true)
        .path("created_at")
        .asText();
  }

  private static Mapping mapping(List<String> columns, String... arguments) {
    MappingOptions options = new MappingOptions();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return Mapping.of(options, columns);
  }

  private static ObjectNode row(String json) {
    return (ObjectNode) Json.read(json.getBytes(UTF_8));
  }
}
