/**
 * {@code traitly import}: reads rows, maps them to events or customers, sends them in batches in
 * the order of each customer, and remembers how far it got. Start reading at {@link
 * com.traitly.cli.imports.Import}.
 */
@NullMarked
package com.traitly.cli.imports;

import org.jspecify.annotations.NullMarked;
