/**
 * Decides what the path of a request means: it is cut at its slashes as it was sent, each part is
 * decoded strictly, and anything that could be read in two ways is refused. It knows no route.
 * Start reading at {@link com.traitly.platform.address.Addresses}.
 */
@NullMarked
package com.traitly.platform.address;

import org.jspecify.annotations.NullMarked;
