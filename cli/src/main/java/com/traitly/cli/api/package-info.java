/**
 * Calls the public API over HTTP. A call that is refused only for now is repeated. Start reading at
 * {@link com.traitly.cli.api.TraitlyApi}.
 */
@NullMarked
package com.traitly.cli.api;

import org.jspecify.annotations.NullMarked;
