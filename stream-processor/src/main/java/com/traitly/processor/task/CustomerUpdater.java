package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.decision.CustomerUpdate;
import com.traitly.processor.decision.Effects;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.report.ReportTable;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets {@link CustomerUpdate} decide what follows from a change of a customer, and then writes and
 * sends it. Nothing is written of a decision that failed half-way. Used on the stream thread only.
 */
public record CustomerUpdater(
    CustomerStores stores, OutputRecords outputs, ReportTable report, CustomerUpdate update) {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerUpdater.class);

  /** The facts of a customer, to add more; the windows of the followed goals change with them. */
  public CustomerFacts facts(LoadedCustomer customer) {
    String account = customer.key().account();
    return new CustomerFacts(
        account, customer.state(), customer.timeline(), update.followed(account, customer.state()));
  }

  /** Decides, and writes the customer back. */
  public void update(LoadedCustomer customer, UpdateTrigger cause) {
    write(customer, update.decide(customer, cause), cause);
  }

  /** Brings the windows of a customer in step with its goals, without a new fact. */
  public void reconcile(LoadedCustomer customer, UpdateTrigger cause) {
    facts(customer).reconcile();
    update(customer, cause);
  }

  /** Takes a customer out of a goal that was deleted, and writes the customer back. */
  public void leave(LoadedCustomer customer, String goalName, UpdateTrigger cause) {
    write(customer, update.leave(customer, goalName, cause), cause);
  }

  /**
   * Does background work on a customer. A failure costs this customer's turn and nothing else, but
   * failures of Kafka are thrown. Returns false when the work failed.
   */
  public boolean attempt(AccountKey customer, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException failure) {
      // A SerializationException is a KafkaException, but concerns only this customer's stored
      // data.
      if (failure instanceof KafkaException && !(failure instanceof SerializationException)) {
        throw failure;
      }
      stores.discard();
      LOG.error("customer {} is passed over", customer.id(), failure);
      return false;
    }
  }

  /** As {@link #attempt(AccountKey, Runnable)}. */
  public void attempt(LoadedCustomer customer, Consumer<LoadedCustomer> work) {
    attempt(customer.key(), () -> work.accept(customer));
  }

  private void write(LoadedCustomer customer, Effects effects, UpdateTrigger cause) {
    AccountKey key = customer.key();
    stores.save(customer, effects.nextLook() == Effects.NEVER ? 0 : effects.nextLook());
    report.follow(key, effects.reports());
    CustomerProfile profile = customer.changedProfile();
    if (profile != null) {
      outputs.profile(key, profile, cause);
    }
    outputs.send(key, effects, cause);
  }
}
