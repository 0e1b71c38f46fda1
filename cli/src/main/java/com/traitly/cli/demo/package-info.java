/**
 * {@code traitly demo}: runs Traitly in this process, loads a simulated trial funnel through the
 * public API and shows what it predicts. Of the services it knows only the class that starts them
 * and the settings that it refuses. Start reading at {@link com.traitly.cli.demo.Demo}.
 */
@NullMarked
package com.traitly.cli.demo;

import org.jspecify.annotations.NullMarked;
