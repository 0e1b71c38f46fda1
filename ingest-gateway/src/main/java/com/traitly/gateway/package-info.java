/**
 * The write side: requests over HTTP become acknowledged Kafka records. It knows nothing of what
 * becomes of the records. Start reading at {@link com.traitly.gateway.GatewayRoutes}, the table of
 * all routes.
 */
@NullMarked
package com.traitly.gateway;

import org.jspecify.annotations.NullMarked;
