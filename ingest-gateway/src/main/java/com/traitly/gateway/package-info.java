/**
 * The write side: requests over HTTP become acknowledged Kafka records.
 *
 * <p>Knows nothing of what becomes of the records; siblings meet it only in topics. Start reading
 * at {@link com.traitly.gateway.GatewayRoutes}, the table of all routes.
 */
@NullMarked
package com.traitly.gateway;

import org.jspecify.annotations.NullMarked;
