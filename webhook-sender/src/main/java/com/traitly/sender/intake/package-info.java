/**
 * Reads announcements and resends and decides which of them become deliveries, and to which
 * endpoints. The body of a resend is read again from its topic on another thread. Start reading at
 * {@link com.traitly.sender.intake.Announcement}.
 */
@NullMarked
package com.traitly.sender.intake;

import org.jspecify.annotations.NullMarked;
