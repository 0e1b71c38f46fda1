package com.traitly.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {
  @Test
  void aPortInUseIsSaidToBeInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = config("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> HttpServer.ADDRESS.requireFree(config))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
          .hasMessageContaining("TRAITLY_PORT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "no-such-host.invalid", "a b", "[]"})
  void aHostThatIsNotOfThisMachineIsBlamedInsteadOfThePort(String host) {
    assertThatThrownBy(() -> HttpServer.ADDRESS.requireFree(config(host, 0)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(
            "TRAITLY_HOST is '" + host + "', which is no address of this machine");
  }

  @Test
  void anyFreePortIsFine() {
    assertThatCode(() -> HttpServer.ADDRESS.requireFree(config("127.0.0.1", 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void anAddressIsWrittenSoThatItCanBeReached() {
    assertThat(HttpServer.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(HttpServer.reachable("::")).isEqualTo("[::1]");
    assertThat(HttpServer.reachable("fd00::7")).isEqualTo("[fd00::7]");
    assertThat(HttpServer.reachable("localhost")).isEqualTo("localhost");
  }

  private static Config config(String host, int port) {
    return Config.of(Map.of("TRAITLY_HOST", host, "TRAITLY_PORT", Integer.toString(port)));
  }
}
