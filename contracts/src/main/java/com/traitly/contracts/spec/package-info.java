/**
 * The served descriptions of the API (OpenAPI) and of the public topics (AsyncAPI), put together
 * from the YAML files beside this package, where every schema and example stands once.
 *
 * <p>It knows no HTTP server. Start reading at {@link com.traitly.contracts.spec.Specifications}
 * and at {@code openapi.yaml}.
 */
@NullMarked
package com.traitly.contracts.spec;

import org.jspecify.annotations.NullMarked;
