/**
 * Decides which addresses webhooks may be sent to, and resolves names so that no check can be
 * bypassed between check and use. It knows no HTTP request. Start reading at {@link
 * com.traitly.sender.address.AddressPolicy}.
 */
@NullMarked
package com.traitly.sender.address;

import org.jspecify.annotations.NullMarked;
