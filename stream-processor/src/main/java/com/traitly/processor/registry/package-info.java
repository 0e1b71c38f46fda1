/**
 * The goals, drafts and newest models that this process knows, parsed once from the global tables.
 * Every task reads them and only the global table updater changes them. Start reading at {@link
 * com.traitly.processor.registry.GoalRegistry}.
 */
@NullMarked
package com.traitly.processor.registry;

import org.jspecify.annotations.NullMarked;
