/**
 * Reads events and customers from bodies, checks each item by itself, and stores the good ones. A
 * caller may also wait for the merged profile that a write leads to. Start reading at {@link
 * com.traitly.gateway.intake.BatchWrite}.
 */
@NullMarked
package com.traitly.gateway.intake;

import org.jspecify.annotations.NullMarked;
