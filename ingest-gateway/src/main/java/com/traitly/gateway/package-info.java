/**
 * The write side: requests over HTTP become acknowledged Kafka records. It knows nothing about what
 * happens to the records afterwards. Start reading at {@link com.traitly.gateway.GatewayRoutes},
 * the table of all routes.
 */
@NullMarked
package com.traitly.gateway;

import org.jspecify.annotations.NullMarked;
