/**
 * The process that sends announcements to the endpoints that want them, in order, until they are
 * taken or given up.
 *
 * <p>Must not know how announcements come about. Start reading at {@link
 * com.traitly.sender.WebhookSender}, then {@code SenderTopology}.
 */
@NullMarked
package com.traitly.sender;

import org.jspecify.annotations.NullMarked;
