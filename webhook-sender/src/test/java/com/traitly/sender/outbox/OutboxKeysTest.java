package com.traitly.sender.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutboxKeysTest {
  private static final AccountKey ENDPOINT = new AccountKey("acme", "e1");

  private static DeliveryKey deliveryKey(String customer) {
    return new DeliveryKey(ENDPOINT, customer);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "255, 256", "65535, 65536", "4294967295, 4294967296"})
  void sortsByNumber(long smaller, long greater) {
    assertThat(OutboxKeys.outbox(deliveryKey("anna"), smaller))
        .isLessThan(OutboxKeys.outbox(deliveryKey("anna"), greater));
    assertThat(OutboxKeys.due(deliveryKey("zoe"), smaller))
        .isLessThan(OutboxKeys.due(deliveryKey("a"), greater))
        .isGreaterThanOrEqualTo(OutboxKeys.dueFrom(ENDPOINT, smaller));
  }

  @ParameterizedTest
  @CsvSource({"anna", "'ann|a'", "\u00fcml\u00e4ut", "\ud83d\ude00", "''"})
  void givesBackWhatWentIn(String customer) {
    Bytes outbox = OutboxKeys.outbox(deliveryKey(customer), 42);

    assertThat(OutboxKeys.readQueue(outbox)).isEqualTo(deliveryKey(customer));
    assertThat(OutboxKeys.readSequence(outbox)).isEqualTo(42);
    Bytes due = OutboxKeys.due(deliveryKey(customer), 1_800_000_000_000L);
    assertThat(OutboxKeys.readDue(due, 7))
        .isEqualTo(new DueIndex.Entry(deliveryKey(customer), 1_800_000_000_000L, 7));
    assertThat(OutboxKeys.readEndpoint(due)).isEqualTo(ENDPOINT);
  }

  @ParameterizedTest
  @CsvSource({"e1, e10", "e1, e2", "e9, f1"})
  void keepsEndpointsApart(String one, String other) {
    AccountKey first = new AccountKey("acme", one);
    Bytes last = OutboxKeys.due(new DeliveryKey(first, "zzz"), Long.MAX_VALUE);
    Bytes next = OutboxKeys.dueFrom(new AccountKey("acme", other), 0);

    assertThat(Keys.end(OutboxKeys.endpoint(first))).isGreaterThan(last).isLessThan(next);
  }

  @Test
  void readsItsOwnVersionOnly() {
    Delivery delivery =
        new Delivery(
            "msg_1", "o", "g\u00e9", Bytes.wrap(new byte[] {1, 2, 3}), 1, 2, 3, 4, 5, true);
    byte[] written = delivery.write();

    assertThat(Delivery.read(written)).isEqualTo(delivery);
    written[0] = 9;
    assertThatIllegalStateException()
        .isThrownBy(() -> Delivery.read(written))
        .withMessageContaining("version 9");
  }
}
