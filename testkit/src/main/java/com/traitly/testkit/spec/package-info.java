/**
 * Checks what the product really answers, sends and writes against its OpenAPI and AsyncAPI
 * documents.
 *
 * <p>Start reading at {@link com.traitly.testkit.spec.HttpContract}.
 */
@NullMarked
package com.traitly.testkit.spec;

import org.jspecify.annotations.NullMarked;
