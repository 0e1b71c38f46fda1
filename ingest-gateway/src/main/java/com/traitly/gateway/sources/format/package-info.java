/**
 * Decodes the values of records to JSON, some by schemas from a registry. Start reading at {@link
 * com.traitly.gateway.sources.format.ValueFormat}.
 */
@NullMarked
package com.traitly.gateway.sources.format;

import org.jspecify.annotations.NullMarked;
