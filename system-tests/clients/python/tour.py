"""What a back end does with the generated client; ends with a failure unless all of it works."""

import sys

import traitly_client as traitly

url, key = sys.argv[1:]
client = traitly.ApiClient(traitly.Configuration(host=url + "/api/v1", access_token=key))


def customers_and_events():
    customers = traitly.CustomersApi(client)
    ada = traitly.CustomerSent(
        customer_id="py-1", name="Ada Berg", email="ada@example.com", plan="Trial"
    )
    assert customers.create_customers(traitly.CustomersSent(ada)).data[0].name == "Ada Berg"
    batch = traitly.CustomerBatch(batch=[ada.model_copy(update={"customer_id": "py-2"})])
    customers.create_customers(traitly.CustomersSent(batch))
    changed = customers.update_customer("py-1", traitly.CustomerChange(location="Oslo"))
    assert changed.data[0].location == "Oslo"

    events = traitly.EventsApi(client)
    login = traitly.EventSent(
        customer_id="py-1", name="Logged in", created_at=traitly.InstantSent("2026-01-01T00:00:00Z")
    )
    assert events.create_events(traitly.EventsSent(login)).data[0].success == 1
    batch = traitly.EventBatch(
        batch=[
            traitly.EventSent(customer_id="py-2", name="Logged in"),
            traitly.EventSent(customer_id="", name="Logged in"),
        ]
    )
    answer = events.create_events_with_http_info(traitly.EventsSent(batch))
    assert answer.data.data[1].success == 0
    assert answer.data.data[1].error.code == "invalid_field"
    listed = events.list_events(
        customer_id="py-2", traitly_position=answer.headers["Traitly-Position"]
    )
    assert len(listed.data) == 1


def goal_and_lookup():
    definition = traitly.GoalDefinition(
        entry=traitly.GoalEntry(
            on=traitly.GoalTrigger(traitly.EntryWord.CUSTOMER_CREATED),
            where={"plan": [traitly.AttributeValue("Trial")]},
        ),
        window=traitly.GoalWindow(days=30),
        target=traitly.GoalTarget(any=[traitly.TargetCondition(event="Subscribed")]),
        actions=[traitly.GoalAction(event_name="Style Widget", target_count=3)],
    )
    saved = traitly.GoalsApi(client).save_goal_with_http_info("Python Conversion", definition)
    assert saved.data.data[0].target.any[0].event == "Subscribed"
    found = traitly.PredictionsApi(client).get_recommended_next_actions(
        "py-1",
        goal_name="Python Conversion",
        explain=True,
        traitly_position=saved.headers["Traitly-Position"],
    )
    assert found.data[0].event_name == "Style Widget"
    assert found.likelihood is not None


def endpoint():
    webhooks = traitly.WebhooksApi(client)
    made = webhooks.create_webhook(
        traitly.EndpointSent(url="http://127.0.0.1:9/py", objects=["goal-propensity-change"])
    ).data[0]
    webhooks.pause_webhook(made.id)
    changed = webhooks.update_webhook(made.id, traitly.EndpointChange(rate_limit=10)).data[0]
    assert changed.rate_limit == 10
    assert changed.paused
    rotated = webhooks.rotate_webhook_secret(made.id).data[0]
    assert rotated.secret and rotated.secret != made.secret
    assert webhooks.get_webhook(made.id).data[0].id == made.id
    webhooks.delete_webhook(made.id)


customers_and_events()
goal_and_lookup()
endpoint()
print("the tour is complete")
