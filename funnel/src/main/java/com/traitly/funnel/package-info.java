/**
 * A simulated SaaS trial funnel whose true effects are written down, so that a test can check what
 * was learnt against the truth. It knows no goal, no topic and no HTTP. Start reading at {@link
 * com.traitly.funnel.TrialFunnel}.
 */
@NullMarked
package com.traitly.funnel;

import org.jspecify.annotations.NullMarked;
