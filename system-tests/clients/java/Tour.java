import com.example.traitly.ApiClient;
import com.example.traitly.api.CustomersApi;
import com.example.traitly.api.EventsApi;
import com.example.traitly.api.GoalsApi;
import com.example.traitly.api.PredictionsApi;
import com.example.traitly.api.WebhooksApi;
import com.example.traitly.model.*;
import java.util.List;
import java.util.Map;

/** What a back end does with the generated client; ends with a failure unless all of it works. */
public final class Tour {
  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0] + "/api/v1");
    client.setRequestInterceptor(
        request -> request.setHeader("Authorization", "Token " + args[1]));
    customersAndEvents(client);
    goalAndLookup(client);
    endpoint(client);
    System.out.println("the tour is complete");
  }

  private static void customersAndEvents(ApiClient client) throws Exception {
    CustomersApi customers = new CustomersApi(client);
    CustomerSent ada =
        new CustomerSent().customerId("java-1").name("Ada Berg").email("ada@example.com").plan("Trial");
    ada.putAdditionalProperty("team_size", 7);
    CustomersStored stored = customers.createCustomers(new CustomersSent(ada), null, null);
    expect("Ada Berg", stored.getData().get(0).getName());
    CustomerSent bo =
        new CustomerSent().customerId("java-2").name("Bo Dahl").email("bo@example.com").plan("Trial");
    customers.createCustomers(new CustomersSent(new CustomerBatch().addBatchItem(bo)), null, null);
    CustomerChanged changed =
        customers.updateCustomer("java-1", new CustomerChange().location("Oslo"), null, null);
    expect("Oslo", changed.getData().get(0).getLocation());

    EventsApi events = new EventsApi(client);
    EventSent login =
        new EventSent().customerId("java-1").name("Logged in").createdAt(new InstantSent("2026-01-01T00:00:00Z"));
    EventsStored one = events.createEvents(new EventsSent(login), null, null);
    expect(1, one.getData().get(0).getSuccess().getValue());
    EventBatch batch =
        new EventBatch()
            .addBatchItem(new EventSent().customerId("java-2").name("Logged in"))
            .addBatchItem(new EventSent().customerId("").name("Logged in"));
    EventsStored some = events.createEvents(new EventsSent(batch), null, null);
    expect(0, some.getData().get(1).getSuccess().getValue());
    expect(ErrorCode.INVALID_FIELD, some.getData().get(1).getError().getCode());
    expect(200, customers.getCustomerWithHttpInfo("java-1", position(client, bo)).getStatusCode());
    expect(1, events.listEvents("java-1", null, null, null, null, null, null, null).getData().size());
  }

  /** Writes once more, and answers what a read must send to see it. */
  private static String position(ApiClient client, CustomerSent customer) throws Exception {
    return new CustomersApi(client)
        .createCustomersWithHttpInfo(new CustomersSent(customer), null, null)
        .getHeaders()
        .get("traitly-position")
        .get(0);
  }

  private static void goalAndLookup(ApiClient client) throws Exception {
    GoalDefinition conversion =
        new GoalDefinition()
            .entry(
                new GoalEntry()
                    .on(new GoalTrigger(EntryWord.CUSTOMER_CREATED))
                    .where(Map.of("plan", List.of(new AttributeValue("Trial")))))
            .window(new GoalWindow().days(30))
            .target(new GoalTarget().addAnyItem(new TargetCondition().event("Subscribed")))
            .addActionsItem(new GoalAction().eventName("Style Widget").targetCount(3));
    GoalsApi goals = new GoalsApi(client);
    var saved = goals.saveGoalWithHttpInfo("Java Conversion", conversion, null, null, null);
    Goal goal = saved.getData().getData().get(0);
    expect("Subscribed", goal.getTarget().getAny().get(0).getEvent());
    expect(EntryWord.CUSTOMER_CREATED, goal.getEntry().getOn().getEntryWord());
    goals.getGoal("Java Conversion", null, null);
    Recommendation answer =
        new PredictionsApi(client)
            .getRecommendedNextActions(
                "java-1", "Java Conversion", true, null,
                saved.getHeaders().get("traitly-position").get(0));
    expect("Style Widget", answer.getData().get(0).getEventName());
    if (answer.getLikelihood() == null) {
      throw new AssertionError("no likelihood in " + answer);
    }
  }

  private static void endpoint(ApiClient client) throws Exception {
    WebhooksApi webhooks = new WebhooksApi(client);
    Endpoint made =
        webhooks
            .createWebhook(new EndpointSent().url("http://127.0.0.1:9/java").addObjectsItem(AnnouncementObject.GOAL_PROPENSITY_CHANGE))
            .getData()
            .get(0);
    webhooks.pauseWebhook(made.getId(), null);
    Endpoint changed =
        webhooks.updateWebhook(made.getId(), new EndpointChange().rateLimit(10), null).getData().get(0);
    expect(10, changed.getRateLimit());
    expect(true, changed.getPaused());
    expect(List.of(AnnouncementObject.GOAL_PROPENSITY_CHANGE), changed.getObjects());
    String secret = webhooks.rotateWebhookSecret(made.getId(), null, null).getData().get(0).getSecret();
    if (secret == null || secret.equals(made.getSecret())) {
      throw new AssertionError("the secret was not replaced");
    }
    expect(made.getId(), webhooks.getWebhook(made.getId(), null, null).getData().get(0).getId());
    webhooks.deleteWebhook(made.getId(), null);
  }

  private static void expect(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError("expected " + expected + " but found " + found);
    }
  }
}
