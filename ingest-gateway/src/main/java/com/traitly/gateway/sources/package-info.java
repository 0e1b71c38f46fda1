/**
 * Reads events and customers from Kafka topics of others, each record exactly once. It knows no
 * HTTP. Start reading at {@link com.traitly.gateway.sources.Sources}.
 */
@NullMarked
package com.traitly.gateway.sources;

import org.jspecify.annotations.NullMarked;
