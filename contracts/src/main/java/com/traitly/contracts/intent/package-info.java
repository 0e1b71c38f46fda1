/**
 * What a caller most likely meant by a request that cannot be served: another address, method,
 * field, form of body, or place for the API key. Every refusal that asks "did you mean" asks here,
 * so all processes answer alike.
 *
 * <p>Everything here is pure and knows neither HTTP server nor JSON parser. Start reading at {@link
 * com.traitly.contracts.intent.NearName}.
 */
@NullMarked
package com.traitly.contracts.intent;

import org.jspecify.annotations.NullMarked;
