/**
 * Encryption of what is secret and has to lie in topics: one class that seals and opens texts, and
 * the settings that its keys come from.
 *
 * <p>Knows no domain words. Start reading at {@link com.traitly.platform.secret.MasterKeys}.
 */
@NullMarked
package com.traitly.platform.secret;

import org.jspecify.annotations.NullMarked;
