package com.traitly.prediction;

/** What a likelihood is based on. */
public enum Basis {
  /** Nothing is known of the goal's windows yet, not even of open ones. */
  PRIOR,
  /** The life table: how often windows of this age are reached, whoever the customer is. */
  LIFE_TABLE,
  /** The regression: what this customer has done. */
  MODEL
}
