/**
 * Configuration from the environment: each key declared once, typed, checked at start.
 *
 * <p>Start reading at {@link com.traitly.platform.config.ConfigKey}.
 */
@NullMarked
package com.traitly.platform.config;

import org.jspecify.annotations.NullMarked;
