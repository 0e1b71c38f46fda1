/**
 * What the sender knows of endpoints: which exist, how many requests each may have open, how long
 * each has failed. It can also send an endpoint a signed sample. Start reading at {@link
 * com.traitly.sender.endpoint.Endpoints}.
 */
@NullMarked
package com.traitly.sender.endpoint;

import org.jspecify.annotations.NullMarked;
