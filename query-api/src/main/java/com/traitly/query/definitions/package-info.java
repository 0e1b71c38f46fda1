/**
 * The goals, endpoints and API keys as this process sees them, and how goals fare over all
 * partitions. It asks state only through the state protocol. Start reading at {@link
 * com.traitly.query.definitions.DefinitionView}.
 */
@NullMarked
package com.traitly.query.definitions;

import org.jspecify.annotations.NullMarked;
