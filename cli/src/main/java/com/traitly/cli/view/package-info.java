/**
 * Shows one customer, one goal, or how Traitly is, as a page in a terminal or as JSON. Start
 * reading at {@link com.traitly.cli.view.CustomerCommand}.
 */
@NullMarked
package com.traitly.cli.view;

import org.jspecify.annotations.NullMarked;
