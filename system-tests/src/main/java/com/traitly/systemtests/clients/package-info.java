/**
 * The API's descriptions as files, for the generators of clients and the linters that {@code
 * bin/clients} and {@code bin/lint-specs} run.
 */
@NullMarked
package com.traitly.systemtests.clients;

import org.jspecify.annotations.NullMarked;
