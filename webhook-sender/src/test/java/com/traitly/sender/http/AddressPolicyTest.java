package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressPolicyTest {
  private final AddressPolicy policy = new AddressPolicy(false, false, List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "100.100.100.200",
        "127.0.0.1",
        "127.1.2.3",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        // Decimal, short and mapped forms lead to the same places.
        "2130706433",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::ffff:10.0.0.1]",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[febf::1]",
        "[fec0::1]",
        "[ff02::1]",
      })
  void refusesWhatIsNotPublic(String address) throws Exception {
    InetAddress resolved = InetAddress.getByName(address);

    assertThat(policy.refuses(resolved)).isPresent();
    assertThat(new AddressPolicy(true, false, List.of()).refuses(resolved)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "[2606:4700:4700::1111]",
        "[2a00:1450:4001::1]",
        "[2001:4860:4860::8888]",
      })
  void lets(String address) throws Exception {
    assertThat(policy.refuses(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https, false, true",
    "HTTPS, false, true",
    "http, false, false",
    "http, true, true",
    "ftp, true, false",
  })
  void speaksPlainHttpOnlyWhereAllowed(String scheme, boolean allowHttp, boolean spoken) {
    assertThat(new AddressPolicy(false, allowHttp, List.of()).refusesScheme(scheme).isEmpty())
        .isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "10.2.0.1, false",
    "[::ffff:10.1.2.3], true",
    "[fd00::1], true",
    "[fc00::1], false",
    "127.0.0.1, false",
    "8.8.8.8, true",
  })
  void letsThroughWhatSelfHostersAllow(String address, boolean dialled) throws Exception {
    AddressPolicy own = new AddressPolicy(false, false, Cidr.parseAll("10.1.0.0/16, fd00::/8"));

    assertThat(own.refuses(InetAddress.getByName(address)).isEmpty()).isEqualTo(dialled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "fd00::/129", "/8", "1.2.3/x"})
  void refusesBlocksThatAreNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parseAll(text))
        .withMessageContaining("10.1.0.0/16");
  }
}
