/**
 * How far an import got, kept in a file so that the same command goes on there. Start reading at
 * {@link com.traitly.cli.checkpoint.Checkpoint}.
 */
@NullMarked
package com.traitly.cli.checkpoint;

import org.jspecify.annotations.NullMarked;
