package com.traitly.gateway;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.gateway.intake.KnownCustomers;
import com.traitly.gateway.intake.ProfileWatch;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows the customers that the test names and those that were accepted; every watch gets the one
 * profile, if the test sets one.
 */
public final class FakeCustomers implements KnownCustomers {
  final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Position of the write, and the profile made from it; null for none yet. */
  volatile String place = "";

  volatile @Nullable CustomerProfile merged;
  volatile @Nullable ProfileWatch last;

  @Override
  public boolean mayBeKnown(AccountKey customer) {
    return known.contains(customer.toString());
  }

  @Override
  public void accepted(byte[] key) {
    known.add(new String(key, StandardCharsets.UTF_8));
  }

  @Override
  public ProfileWatch watch(AccountKey customer) {
    ProfileWatch watch = new ProfileWatch();
    CustomerProfile profile = merged;
    if (profile != null) {
      watch.heard(place, profile);
    }
    last = watch;
    return watch;
  }
}
