/**
 * The routes of the public reads, a class per kind of state, and what they share: declared
 * parameters, cursors of lists, the answer's envelope, and how fresh the state must be. A route
 * reads its parameters, asks the owner of the state or looks into a view of definitions, and
 * answers.
 *
 * <p>It knows no stores. Start reading at {@link com.traitly.query.routes.LookupRoutes}.
 */
@NullMarked
package com.traitly.query.routes;

import org.jspecify.annotations.NullMarked;
