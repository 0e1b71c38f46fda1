/**
 * The routes of the public reads, a class per resource. Each reads its parameters, asks for a page
 * or an item, and passes the answer on. Start reading at {@link
 * com.traitly.query.routes.CustomerRoutes}.
 */
@NullMarked
package com.traitly.query.routes;

import org.jspecify.annotations.NullMarked;
