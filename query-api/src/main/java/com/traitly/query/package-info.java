/**
 * The process that serves all reads of the API. This package only wires it: read models,
 * definitions, state clients and routes. Start reading at {@link com.traitly.query.QueryApi}.
 */
@NullMarked
package com.traitly.query;

import org.jspecify.annotations.NullMarked;
