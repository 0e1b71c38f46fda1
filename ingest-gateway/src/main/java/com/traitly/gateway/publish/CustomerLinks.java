package com.traitly.gateway.publish;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.Fields;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that link an anonymous id to a customer; they are sent in order with other facts. */
public final class CustomerLinks {
  private CustomerLinks() {}

  /**
   * The record of a link. Both ids must have passed the checks of customer ids.
   *
   * @param customers the topic of facts about customers
   * @param customer whose the events of the anonymous id are
   * @param anonymousId an id of the same account
   * @param receivedAt when the gateway received the link, in UNIX milliseconds
   * @throws ApiException {@code invalid_field} when the anonymous id is the customer's own id
   */
  public static ProducerRecord<byte[], byte[]> record(
      Topic<AccountKey, CustomerFact> customers,
      AccountKey customer,
      String anonymousId,
      long receivedAt) {
    if (anonymousId.equals(customer.id())) {
      throw ApiException.ofFields(
          List.of(
              new FieldError(
                  "/" + Fields.ANONYMOUS_ID,
                  ErrorCode.INVALID_FIELD,
                  "anonymous_id must not be the customer's own id: send the id that the events had"
                      + " before you knew the customer")));
    }
    return RecordSender.record(
        customers, customer, new CustomerFact.Link(customer.id(), receivedAt, anonymousId));
  }
}
