/**
 * Strict reading and writing of JSON: sound UTF-8, limits on size and depth, numbers kept as they
 * were sent, and every problem of a body collected with its JSON pointer. It knows no domain type.
 * Start reading at {@link com.traitly.contracts.json.Json} and {@link
 * com.traitly.contracts.json.ObjectReader}.
 */
@NullMarked
package com.traitly.contracts.json;

import org.jspecify.annotations.NullMarked;
