/**
 * Encryption of secrets that are stored in topics: one class that encrypts and decrypts texts, and
 * the settings that its keys come from.
 *
 * <p>Start reading at {@link com.traitly.platform.secret.MasterKeys}.
 */
@NullMarked
package com.traitly.platform.secret;

import org.jspecify.annotations.NullMarked;
