/**
 * How customers, events, goals and announcements look as JSON, on HTTP and on topics; it is the
 * home of field names. Each codec reads and writes one domain type. Records that are plain on their
 * topics need no codec: {@link com.traitly.contracts.json.RecordJson} maps them. Start reading at
 * {@link com.traitly.contracts.wire.EventJson}.
 */
@NullMarked
package com.traitly.contracts.wire;

import org.jspecify.annotations.NullMarked;
