/**
 * What can go wrong for a caller, as codes with their HTTP status and a detail that says what to
 * do.
 *
 * <p>Thrown as {@link com.traitly.contracts.error.ApiException}, rendered in one place.
 */
@NullMarked
package com.traitly.contracts.error;

import org.jspecify.annotations.NullMarked;
