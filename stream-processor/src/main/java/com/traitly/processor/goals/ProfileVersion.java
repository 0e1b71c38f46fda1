package com.traitly.processor.goals;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Scalar;
import com.traitly.contracts.wire.ScalarJson;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a profile that goals look at, as it was from an instant on.
 *
 * @param from UNIX seconds; the first version also holds for all time before
 * @param plan the plan
 * @param monthlyPayment the monthly payment
 * @param attributes custom attributes that are texts, numbers or flags
 */
public record ProfileVersion(
    long from,
    @Nullable String plan,
    @Nullable BigDecimal monthlyPayment,
    Map<String, Scalar> attributes) {

  /** The version a profile stands for from an instant on. */
  public static ProfileVersion of(CustomerProfile profile, long from) {
    Map<String, Scalar> attributes = new TreeMap<>();
    profile
        .customAttributes()
        .forEach((name, value) -> {
          Scalar scalar = ScalarJson.read(value);
          if (scalar != null) {
            attributes.put(name, scalar);
          }
        });
    JsonNode payment = profile.monthlyPayment();
    return new ProfileVersion(
        from, profile.plan(), payment == null ? null : payment.decimalValue(), attributes);
  }

  /** Whether goals see the same in both. */
  public boolean looksLike(ProfileVersion other) {
    return equals(new ProfileVersion(from, other.plan, other.monthlyPayment, other.attributes));
  }

  /** Whether both reach the same goals. */
  public boolean reachesAs(ProfileVersion other) {
    return Objects.equals(plan, other.plan)
        && Objects.compare(
                monthlyPayment,
                other.monthlyPayment,
                Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
            == 0;
  }

  /** About how much room it takes. */
  public int characters() {
    return attributes.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().shown().length())
        .sum();
  }

  /** A custom attribute that is a number; null when it is not there or none. */
  public @Nullable BigDecimal number(String name) {
    return attributes.get(name) instanceof Scalar.Numeral numeral ? numeral.value() : null;
  }

  /** A field by the name goals use: {@code plan} or a custom attribute. */
  public @Nullable Scalar field(String name) {
    boolean plans = name.equals("plan");
    return plans && plan != null ? new Scalar.Text(plan) : plans ? null : attributes.get(name);
  }
}
