package com.traitly.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission =
      new Admission(new Admission.Most(3, 100), new Admission.Most(2, 60));

  @Test
  void oneAccountCannotTakeTheRoomOfAllOthers() {
    Admission.Permit greedy = admission.enter("greedy");
    greedy.take(60);
    refuses(ErrorCode.RATE_LIMITED, () -> admission.enter("greedy").expect(1));
    Admission.Permit other = admission.enter("other");
    other.take(40);
    refuses(ErrorCode.UNAVAILABLE, () -> other.expect(1));
  }

  @Test
  void whatIsAnsweredMakesRoom() {
    try (Admission.Permit first = admission.enter("account")) {
      first.take(60);
    }
    try (Admission.Permit next = admission.enter("account")) {
      next.take(60);
    }
  }

  @Test
  void requestsAreCountedForEachAccountAndForAll() {
    Admission.Permit first = admission.enter("a");
    Admission.Permit second = admission.enter("a");
    refuses(ErrorCode.RATE_LIMITED, () -> admission.enter("a"));
    Admission.Permit third = admission.enter("b");
    refuses(ErrorCode.UNAVAILABLE, () -> admission.enter("c"));
    first.close();
    second.close();
    third.close();
    admission.enter("c").close();
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
