/**
 * The demo: Traitly in one process, a simulated trial funnel loaded through the public API, and
 * what one sees then. It uses no service's classes but the one that starts them. Start reading at
 * {@link com.traitly.demo.Demo}.
 */
@NullMarked
package com.traitly.demo;

import org.jspecify.annotations.NullMarked;
