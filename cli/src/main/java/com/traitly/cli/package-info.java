/**
 * The command {@code traitly}: one program that serves the product and uses it. Start reading at
 * {@link com.traitly.cli.Traitly}.
 */
@NullMarked
package com.traitly.cli;

import org.jspecify.annotations.NullMarked;
