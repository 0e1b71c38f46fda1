/**
 * The errors that a caller can see: codes with their HTTP status and a detail that says what to do.
 *
 * <p>They are thrown as {@link com.traitly.contracts.error.ApiException} and rendered in one place.
 */
@NullMarked
package com.traitly.contracts.error;

import org.jspecify.annotations.NullMarked;
