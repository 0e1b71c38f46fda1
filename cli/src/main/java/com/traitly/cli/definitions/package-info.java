/**
 * {@code traitly goal}: keeps goals and endpoints as YAML files in a repository, shows how they
 * differ from what is in force, and applies exactly that. Start reading at {@link
 * com.traitly.cli.definitions.GoalCommand}.
 */
@NullMarked
package com.traitly.cli.definitions;

import org.jspecify.annotations.NullMarked;
