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
 * Knows whom the test names and who was accepted; every watch hears one profile, if there is one.
 */
final class FakeCustomers implements KnownCustomers {
  final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Where the write of the profile lies, and what was made of it; null for nothing yet. */
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
