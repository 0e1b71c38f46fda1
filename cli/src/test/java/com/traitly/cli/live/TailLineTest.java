package com.traitly.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          EVENTS~{"received_at":"0","customer_id":"ada","name":"Act","properties":{"plan":"Pro"}}~ada           Act  plan=Pro
          PREDICTIONS~{"timestamp":0,"meta":{"customer_id":"ada","goal_name":"G"},"data":[{"likelihood":0.237}]}~ada           G  likelihood 24 %
          PREDICTIONS~{"timestamp":0,"meta":{"customer_id":"ada","goal_name":"G"},"data":[]}~ada           G  nothing to recommend
          PREDICTIONS~{"timestamp":0,"meta":{"customer_id":"ada","goal_name":"G"},"data":[{"event_name":"Act","importance":0.5}]}~ada           G  next: Act 50 %
          DELIVERIES~{"attempted_at":"0","customer_id":"ada","object":"o","attempt":2,"outcome":"retry_later","status":503,"milliseconds":4}~ada           o  attempt 2  tried again later, 503  4 ms
          DELIVERIES~{"attempted_at":"0","customer_id":"ada","object":"o","attempt":1,"outcome":"given_up","status":null,"detail":"gone","milliseconds":4}~ada           o  attempt 1  given up, gone  4 ms
          REJECTED~{"rejected_at":"0","object":"event","customer_id":null,"name":null,"code":"missing_field","message":"name is required"}~event                missing_field  name is required
          """)
  void eachKindHasItsLine(TailCommand.What what, String json, String expected) {
    String line = new TailLine(Json.read(json.getBytes(UTF_8)), false).text(what);
    assertThat(line.substring("00:00:00  ".length())).isEqualTo(expected);
  }

  @Test
  void whatCustomersSendCannotSteerTheTerminal() {
    String json = "{\"received_at\":\"0\",\"customer_id\":\"a\",\"name\":\"x\\u001b[2J\\u202e\"}";
    String line = new TailLine(Json.read(json.getBytes(UTF_8)), true).text(TailCommand.What.EVENTS);
    assertThat(line).contains("x?[2J?").doesNotContain("\u001b[2J");
  }
}
