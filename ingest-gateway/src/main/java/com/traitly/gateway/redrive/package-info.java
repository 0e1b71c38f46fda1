/**
 * Sends records from the dead-letter topic to their own topics again. A record and the note that it
 * was sent are one transaction, so each is sent once. Start reading at {@link
 * com.traitly.gateway.redrive.Redriving}.
 */
@NullMarked
package com.traitly.gateway.redrive;

import org.jspecify.annotations.NullMarked;
