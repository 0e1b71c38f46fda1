/**
 * Other processes that tests and measurements start, measure and kill. It knows no service: callers
 * name the main class. Start reading at {@link com.traitly.testkit.process.ForkedJvm}.
 */
@NullMarked
package com.traitly.testkit.process;

import org.jspecify.annotations.NullMarked;
