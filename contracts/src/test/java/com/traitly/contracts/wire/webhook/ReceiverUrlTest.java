package com.traitly.contracts.wire.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiverUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com, https://example.com/",
    "HTTPS://Example.COM/Hook, https://example.com/Hook",
    "https://example.com:443/x, https://example.com/x",
    "https://example.com:/x, https://example.com/x",
    "http://example.com:0080/x, http://example.com/x",
    "http://example.com:443/x, http://example.com:443/x",
    "https://example.com./x, https://example.com/x",
    "https://example.com?a=b, https://example.com/?a=b",
    "https://example.com/x?, https://example.com/x",
    "https://example.com/x??a, https://example.com/x??a",
    "https://example.com//evil.example/x, https://example.com//evil.example/x",
    "https://example.com/日本/x, https://example.com/%E6%97%A5%E6%9C%AC/x",
    "https://example.com/ü?q=ü, https://example.com/%C3%BC?q=%C3%BC",
    "https://example.com/😀, https://example.com/%F0%9F%98%80",
    "https://example.com/%E6%97%a5, https://example.com/%E6%97%a5",
    "https://example.com/%2F%00, https://example.com/%2F%00",
    "'https://example.com/a b?c d', https://example.com/a%20b?c%20d",
    "'https://example.com/{a}|\"<>^`[]', https://example.com/%7Ba%7D%7C%22%3C%3E%5E%60%5B%5D",
    "https://example.com/a;b=c:d@e!$&'()*+, https://example.com/a;b=c:d@e!$&'()*+",
    "https://example.com/a/./b/../c, https://example.com/a/c",
    "https://example.com/a/%2e/%2E%2e/c, https://example.com/c",
    "https://example.com/../../x, https://example.com/x",
    "https://example.com/a/.., https://example.com/",
    "https://example.com/a/., https://example.com/a/",
    "https://example.com/x?a=/../b, https://example.com/x?a=/../b",
    "https://my_service.internal_net/x, https://my_service.internal_net/x",
    "https://_dmarc.example.com/, https://_dmarc.example.com/",
    "https://bücher.example/, https://xn--bcher-kva.example/",
    "https://BÜCHER.example/, https://xn--bcher-kva.example/",
    "https://xn--bcher-kva.example/, https://xn--bcher-kva.example/",
    "https://例え。テスト/, https://xn--r8jz45g.xn--zckzah/",
    "https://１２７.0.0.1/, https://127.0.0.1/",
    "https://192.0.2.1:8443/, https://192.0.2.1:8443/",
    "https://192.0.2.1./, https://192.0.2.1/",
    "https://[2001:DB8::1]:8443/x, https://[2001:db8::1]:8443/x",
    "https://[::ffff:192.0.2.1]/, https://192.0.2.1/",
    "https://localhost/, https://localhost/",
    "https://1and1.example/, https://1and1.example/",
  })
  void hasOneForm(String written, String form) {
    ReceiverUrl url = ReceiverUrl.parse(written);

    assertThat(url).hasToString(form);
    assertThat(ReceiverUrl.parse(form)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/x, absolute URL",
    "//example.com/x, absolute URL",
    "https:/example.com, absolute URL",
    "https:example.com, absolute URL",
    "ftp://example.com/, https://",
    "file:///etc/passwd, https://",
    "https:///x, have a host",
    "https://:443/x, have a host",
    "https://me@example.com/, user name",
    "https://me:pw@example.com/, user name",
    "https://example.com@127.0.0.1/, user name",
    "https://example.com/x#y, fragment",
    "https://example.com/x#, fragment",
    "'https://example.com\\@127.0.0.1/', backslash",
    "https://example.com:0/, port from 1",
    "https://example.com:65536/, port from 1",
    "https://example.com:8x/, port of digits",
    "https://example.com:-1/, port of digits",
    "https://a:b:c/, port of digits",
    "https://example.com/100%, write %25",
    "https://example.com/%G1, write %25",
    "https://example.com/?a=%4, write %25",
    "https://exa%6dple.com/, host of letters",
    "'https://a b/', host of letters",
    "https://-a.example/, host of letters",
    "https://a..example/, host of letters",
    "https://./, host of letters",
    "https://faß.example/, in ASCII",
    "https://2130706433/, reads the same everywhere",
    "https://0177.0.0.1/, reads the same everywhere",
    "https://0x7f.0.0.1/, reads the same everywhere",
    "https://127.1/, reads the same everywhere",
    "https://127.0.0.1.1/, reads the same everywhere",
    "https://127.0.0.256/, reads the same everywhere",
    "https://127.0.0.01/, reads the same everywhere",
    "https://a.0x7f/, reads the same everywhere",
    "https://①②⑦.1/, reads the same everywhere",
    "https://[::1%25eth0]/, IPv6",
    "https://[::g]/, IPv6",
    "https://[127.0.0.1]/, IPv6",
    "https://[]/, IPv6",
  })
  void refusesWithASentenceOfItsOwn(String written, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReceiverUrl.parse(written))
        .withMessageStartingWith("must ")
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a/\t", "https://a/\u0000", "https://a/\ud800", "https://a/\u0085"})
  void refusesWhatHasNoPlaceInAUrl(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> ReceiverUrl.parse(written));
  }

  @Test
  void measuresTheLengthThatIsSent() {
    assertThat(ReceiverUrl.parse("https://a/" + "ü".repeat(331)).toString()).hasSize(1_996);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReceiverUrl.parse("https://a/" + "ü".repeat(333)))
        .withMessageContaining("percent-encoded");
  }

  private static final List<String> PARTS =
      List.of(
          ("a _ - . .. / // : :443 ? % %41 %2e \u00fc \u65e5 \ud83d\ude00 127 0x1 [::1] = & { \" \u00df xn--"
                  + " \u3002 \uff20 \ufe6b \uff0f \u2044")
              .split(" "));

  /** Every accepted URL has one form, which is plain ASCII, a URI, and means the same. */
  @Test
  void holdsForAnythingAtAll() {
    Random random = new Random(23);
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("https://");
      for (int part = random.nextInt(8); part >= 0; part--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      accepted += holds(text.toString()) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(2_000);
  }

  private static boolean holds(String text) {
    ReceiverUrl url;
    try {
      url = ReceiverUrl.parse(text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).startsWith("must ");
      return false;
    }
    String form = url.toString();
    assertThat(ReceiverUrl.parse(form)).as("%s", text).isEqualTo(url);
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(form)).as("%s", text).isTrue();
    assertThat(URI.create(form).getRawPath()).as("%s", text).isEqualTo(url.path());
    assertThat(url.host()).doesNotContain("@", "/", "%", "?", "#");
    return true;
  }
}
