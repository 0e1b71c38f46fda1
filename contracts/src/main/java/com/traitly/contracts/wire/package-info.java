/**
 * How customers, events, goals and announcements look as JSON, on HTTP and on topics; it is the
 * only home of field names. Each codec reads and writes one domain type. Start reading at {@link
 * com.traitly.contracts.wire.EventJson}.
 */
@NullMarked
package com.traitly.contracts.wire;

import org.jspecify.annotations.NullMarked;
