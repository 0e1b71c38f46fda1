/**
 * The public API as an outsider uses it: plain HTTP, and webhooks whose signature is checked by a
 * few lines of its own. It knows no service's classes. Start reading at {@link
 * com.traitly.testkit.client.ApiClient}.
 */
@NullMarked
package com.traitly.testkit.client;

import org.jspecify.annotations.NullMarked;
