/**
 * The API described to people and tools: {@code /openapi.json}, {@code /asyncapi.json} and the page
 * {@code /docs} that shows both. Everything comes from this process, nothing from other hosts.
 *
 * <p>It knows no state and no Kafka. Start reading at {@link com.traitly.query.docs.DocsRoutes}.
 */
@NullMarked
package com.traitly.query.docs;

import org.jspecify.annotations.NullMarked;
