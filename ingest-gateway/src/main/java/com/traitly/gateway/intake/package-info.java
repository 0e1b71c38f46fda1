/**
 * Reads events and customers from request bodies, checks each item on its own, and stores the valid
 * ones. On request it answers with the profile as it is after the write. Start reading at {@link
 * com.traitly.gateway.intake.BatchWrite}.
 */
@NullMarked
package com.traitly.gateway.intake;

import org.jspecify.annotations.NullMarked;
