/**
 * Receivers that do not play by the rules: what a sender has to survive.
 *
 * <p>It knows no sender. Start reading at {@link com.traitly.testkit.hostile.HostileReceiver}.
 */
@NullMarked
package com.traitly.testkit.hostile;

import org.jspecify.annotations.NullMarked;
