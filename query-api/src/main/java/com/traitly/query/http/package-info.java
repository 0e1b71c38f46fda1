/**
 * What every read needs: its declared parameters, cursors of lists, the answer's envelope, and how
 * fresh the state must be. It knows no resource. Start reading at {@link
 * com.traitly.query.http.Parameters}.
 */
@NullMarked
package com.traitly.query.http;

import org.jspecify.annotations.NullMarked;
