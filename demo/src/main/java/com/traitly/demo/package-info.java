/**
 * The demo: runs Traitly in one process, loads a simulated trial funnel through the public API and
 * shows what happens. Of the services, it uses only the class that starts them. Start reading at
 * {@link com.traitly.demo.Demo}.
 */
@NullMarked
package com.traitly.demo;

import org.jspecify.annotations.NullMarked;
