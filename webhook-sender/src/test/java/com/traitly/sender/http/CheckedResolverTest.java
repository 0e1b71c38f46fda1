package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

final class CheckedResolverTest {
  private final List<Promise<List<InetSocketAddress>>> asked = new ArrayList<>();
  private final List<Object> told = new ArrayList<>();
  private final CheckedResolver lookups =
      new CheckedResolver(
          (host, port, context, promise) -> asked.add(promise),
          new AddressPolicy(true, true, List.of()));

  private void ask(String host) {
    lookups.resolve(host, 443, Map.of(), Promise.from(told::add, told::add));
  }

  @Test
  void asksOnceWhileAnAnswerIsAwaitedAndTellsAll() {
    ask("a.example");
    ask("a.example");
    ask("b.example");
    assertThat(asked).hasSize(2);

    var found = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443));
    asked.getFirst().succeeded(found);
    assertThat(told).containsExactly(found, found);

    ask("a.example");
    assertThat(asked).hasSize(3);
  }

  @Test
  void forgetsAFailureAtOnce() {
    ask("a.example");
    ask("a.example");
    UnknownHostException failure = new UnknownHostException("a.example");
    asked.getFirst().failed(failure);
    assertThat(told).containsExactly(failure, failure);

    ask("a.example");
    assertThat(asked).hasSize(2);
  }
}
