/**
 * Decides which addresses webhooks may be sent to, and resolves names so that no name can change
 * its address between check and use. It knows nothing of HTTP requests. Start reading at {@link
 * com.traitly.sender.address.AddressPolicy}.
 */
@NullMarked
package com.traitly.sender.address;

import org.jspecify.annotations.NullMarked;
