package com.traitly.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DescriptorLimitTest {
  @Test
  void tooLowALimitIsNamedWithWhatIsNeededAndHowToGetIt() {
    assertThatThrownBy(() -> DescriptorLimit.require(1_725, 1_024))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("only 1024 files")
        .hasMessageContaining("needs 1725")
        .hasMessageContaining("ulimit -Hn 1725")
        .hasMessageContaining("LimitNOFILE=1725");
  }

  @Test
  void whatIsEnoughIsEnough() {
    assertThatCode(() -> DescriptorLimit.require(1_725, 1_725)).doesNotThrowAnyException();
    assertThat(DescriptorLimit.exhausted()).isFalse();
  }
}
