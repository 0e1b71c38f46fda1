package com.traitly.processor.prediction;

/** What a likelihood rests on. */
public enum Basis {
  /** No window of the goal has closed yet: the prior, and what open windows already showed. */
  PRIOR,
  /** The life table: how often windows of this age are reached, whoever the customer is. */
  LIFE_TABLE,
  /** The regression: what this customer has done. */
  MODEL
}
