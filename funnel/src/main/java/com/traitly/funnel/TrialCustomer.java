package com.traitly.funnel;

/**
 * A simulated customer.
 *
 * @param customerId such as {@code demo-0042}
 * @param name first and last name
 * @param email an address at example.com
 * @param plan Trial or Freemium
 * @param createdAt the sign-up, UNIX seconds
 * @param intent how much the customer wants to subscribe, standard normal; nobody can observe it
 */
public record TrialCustomer(
    String customerId, String name, String email, String plan, long createdAt, double intent) {}
