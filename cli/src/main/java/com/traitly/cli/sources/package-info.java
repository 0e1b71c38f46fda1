/**
 * {@code traitly source}: tries the Kafka topics that a file names as sources. Start reading at
 * {@link com.traitly.cli.sources.SourceCommand}.
 */
@NullMarked
package com.traitly.cli.sources;

import org.jspecify.annotations.NullMarked;
