package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.CustomerUpdate;
import com.traitly.processor.decision.Effects;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.report.ReportTable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets {@link CustomerUpdate} decide what follows from a change of a customer, and then writes and
 * sends it. Nothing is written of a decision that failed half-way. Used on the stream thread only.
 */
public final class CustomerUpdater {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerUpdater.class);

  private final CustomerStores stores;
  private final OutputRecords outputs;
  private final ReportTable report;
  private final CustomerUpdate update;

  public CustomerUpdater(
      CustomerStores stores, OutputRecords outputs, ReportTable report, CustomerUpdate update) {
    this.stores = stores;
    this.outputs = outputs;
    this.report = report;
    this.update = update;
  }

  /** The facts of a customer, to add more; the windows of the followed goals change with them. */
  public CustomerFacts facts(AccountKey customer, CustomerState state, long now) {
    return new CustomerFacts(
        state, stores.timeline(customer, state), update.followed(customer.account(), state), now);
  }

  /** Decides, and writes the customer back. */
  public void update(AccountKey customer, CustomerState state, UpdateTrigger cause) {
    write(customer, state, null, update.decide(loaded(customer, state), cause), cause);
  }

  /** As {@link #update}, after the profile has changed. */
  public void update(
      AccountKey customer, CustomerState state, CustomerProfile profile, UpdateTrigger cause) {
    LoadedCustomer changed =
        new LoadedCustomer(customer, state, stores.timeline(customer, state), () -> profile);
    write(customer, state, profile, update.decide(changed, cause), cause);
  }

  /** Brings the windows of a customer in step with its goals, without a new fact. */
  public void reconcile(AccountKey customer, CustomerState state, UpdateTrigger cause) {
    facts(customer, state, cause.millis()).reconcile();
    update(customer, state, cause);
  }

  /** Takes a customer out of a goal that was deleted, and writes the customer back. */
  public void leave(
      AccountKey customer, CustomerState state, String goalName, UpdateTrigger cause) {
    write(customer, state, null, update.leave(loaded(customer, state), goalName, cause), cause);
  }

  /**
   * Does background work on a customer. A failure costs this customer's turn and nothing else, but
   * failures of Kafka are thrown. Returns false when the work failed.
   */
  public boolean attempt(AccountKey customer, Runnable work) {
    try {
      work.run();
      return true;
    } catch (SerializationException unreadable) {
      // This is a KafkaException too, but it concerns only what is stored of this customer.
      return passOver(customer, unreadable);
    } catch (KafkaException broken) {
      throw broken;
    } catch (RuntimeException failure) {
      return passOver(customer, failure);
    }
  }

  private boolean passOver(AccountKey customer, RuntimeException failure) {
    stores.discard();
    LOG.error("customer {} is passed over", customer.id(), failure);
    return false;
  }

  private LoadedCustomer loaded(AccountKey customer, CustomerState state) {
    return new LoadedCustomer(
        customer, state, stores.timeline(customer, state), () -> stores.profile(customer));
  }

  private void write(
      AccountKey customer,
      CustomerState state,
      @Nullable CustomerProfile profile,
      Effects effects,
      UpdateTrigger cause) {
    long dueAt = effects.nextLook() == Effects.NEVER ? 0 : effects.nextLook();
    stores.save(customer, state, profile, dueAt);
    report.follow(customer, effects.reports());
    if (profile != null) {
      outputs.profile(customer, profile, cause);
    }
    outputs.send(customer, effects, cause);
  }
}
