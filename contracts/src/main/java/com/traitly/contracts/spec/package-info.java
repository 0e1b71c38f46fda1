/**
 * The served descriptions of the API (OpenAPI) and of the public topics (AsyncAPI), assembled from
 * the YAML files beside this package. Every schema and example is written once.
 *
 * <p>It knows no HTTP server. Start reading at {@link com.traitly.contracts.spec.Specifications}
 * and at {@code openapi.yaml}.
 */
@NullMarked
package com.traitly.contracts.spec;

import org.jspecify.annotations.NullMarked;
