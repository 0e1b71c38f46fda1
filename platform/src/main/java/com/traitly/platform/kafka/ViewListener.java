package com.traitly.platform.kafka;

import com.traitly.contracts.model.AccountKey;
import org.jspecify.annotations.Nullable;

/** Receives every change of a view, on the view's own thread, after the view shows it. */
@FunctionalInterface
public interface ViewListener<V> {
  /** One key changed; null means absent. */
  void changed(AccountKey key, @Nullable V before, @Nullable V after);
}
