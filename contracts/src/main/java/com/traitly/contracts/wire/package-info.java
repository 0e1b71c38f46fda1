/**
 * How the domain looks as JSON, on HTTP and on topics: the only home of field names.
 *
 * <p>Each codec reads and writes one domain type. Start reading at {@link
 * com.traitly.contracts.wire.Json}.
 */
@NullMarked
package com.traitly.contracts.wire;

import org.jspecify.annotations.NullMarked;
