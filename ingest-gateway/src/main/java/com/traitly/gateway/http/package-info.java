/**
 * The frame of every write: read the body within its limits, let one kind of write handle it, and
 * answer when the records are stored. It knows no kind of write. Start reading at {@link
 * com.traitly.gateway.http.WriteHandler}.
 */
@NullMarked
package com.traitly.gateway.http;

import org.jspecify.annotations.NullMarked;
