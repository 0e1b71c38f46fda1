package com.traitly.systemtests.stored;

import java.nio.charset.StandardCharsets;

/** Something that is checked or done in a run: it knows what was accepted and reports findings. */
abstract class Check {
  final Wire wire;
  final Receiver receiver;
  final Ledger ledger;
  final Findings findings;

  /** What all checks of a run share. */
  record Run(Wire wire, Receiver receiver, Ledger ledger, Findings findings) {}

  Check(Run run) {
    wire = run.wire();
    receiver = run.receiver();
    ledger = run.ledger();
    findings = run.findings();
  }

  /** Reports an accepted item that is not shown as accepted, or a refused one that is shown. */
  final void unreadable(String what, String accepted) {
    findings.unreadable(what, accepted.getBytes(StandardCharsets.UTF_8));
  }
}
