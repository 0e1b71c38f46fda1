package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.patch;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.contract.Row.row;

import com.traitly.systemtests.caller.Call;
import java.util.ArrayList;
import java.util.List;

/** Contract section 4. */
final class ContractCustomers {
  private static final String PATH = "/customer";
  private static final String[] TEN = {
    "customer_id",
    "name",
    "created_at",
    "monthly_payment_amount",
    "location",
    "email",
    "phone_number",
    "organisation_id",
    "plan",
    "custom_attributes"
  };

  private static final List<Row> UPSERTS =
      List.of(
          row("exactly ten keys, absent ones null", post(PATH, body("c1", "")), 201)
              .keys("/data/0", TEN)
              .at("/data/0/monthly_payment_amount", "null")
              .at("/data/0/location", "null")
              .at("/data/0/phone_number", "null")
              .at("/data/0/organisation_id", "null")
              .matches("/data/0/created_at", "\\d{10}")
              .at("/object", "\"customer\""),
          row("the same ten when read", get("/customer/c1"), 200)
              .keys("/data/0", TEN)
              .at("/data/0/location", "null")
              .at("/object", "\"customer\""),
          row(
                  "all fields",
                  post(
                      PATH,
                      body(
                          "c2",
                          ",\"created_at\":1493933699,"
                              + "\"monthly_payment_amount\":99,\"location\":\"Berlin\","
                              + "\"phone_number\":\"0123\",\"organisation_id\":7,"
                              + "\"custom_attributes\":{\"role\":\"manager\",\"n\":1.50},\"extra\":true")),
                  201)
              .keys("/data/0", TEN)
              .at("/data/0/monthly_payment_amount", "99")
              .at("/data/0/created_at", "\"1493933699\"")
              .keys("/data/0/custom_attributes", "role", "n", "extra"),
          row("numbers unchanged when read", get("/customer/c2"), 200)
              .at("/data/0/monthly_payment_amount", "99")
              .at("/data/0/organisation_id", "7")
              .at("/data/0/custom_attributes/n", "1.50")
              .at("/data/0/custom_attributes/extra", "true"),
          row("99.0 stays 99.0", post(PATH, body("c3", ",\"monthly_payment_amount\":99.0")), 201)
              .at("/data/0/monthly_payment_amount", "99.0"),
          row("also when read", get("/customer/c3"), 200)
              .at("/data/0/monthly_payment_amount", "99.0"),
          row(
                  "many digits",
                  post(PATH, body("c3", ",\"monthly_payment_amount\":0.1000000000000001")),
                  201)
              .metadata()
              .at("/data/0/created_at", "null")
              .matches("/metadata/warnings/0/message", ".*the stored one stays.*")
              .at("/data/0/monthly_payment_amount", "0.1000000000000001"),
          row("also when read", get("/customer/c3"), 200)
              .at("/data/0/monthly_payment_amount", "0.1000000000000001"),
          row("a batch", post(PATH, "[" + body("c4", "") + "," + body("c5", "") + "]"), 201)
              .items("customer_id", "c4", "c5"),
          row("a batch with a bad item", post(PATH, "[" + body("c4", "") + ",{}]"), 207)
              .metadata()
              .at("/metadata/warnings/0/pointer", "\"/0/created_at\"")
              .at("/data/1/success", "0")
              .at("/data/1/error/retryable", "false"),
          row(
                  "an omitted field keeps its value",
                  post(
                      PATH,
                      body(
                          "c2",
                          ",\"location\":null,"
                              + "\"custom_attributes\":{\"role\":null,\"level\":2}")),
                  201)
              .metadata(),
          row("null clears, attributes merge per key", get("/customer/c2"), 200)
              .at("/data/0/location", "null")
              .at("/data/0/phone_number", "\"0123\"")
              .at("/data/0/monthly_payment_amount", "99")
              .at("/data/0/custom_attributes/level", "2")
              .at("/data/0/custom_attributes/extra", "true")
              .at("/data/0/custom_attributes/n", "1.50"));

  private ContractCustomers() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(UPSERTS);
    rows.addAll(fields());
    rows.addAll(created());
    rows.addAll(partial());
    rows.addAll(lists());
    rows.addAll(erasure());
    return rows;
  }

  private static String body(String id, String more) {
    return "{\"customer_id\":\"%s\",\"name\":\"Ann\",\"email\":\"a@example.com\",\"plan\":\"Trial\"%s}"
        .formatted(id, more);
  }

  private static List<Row> fields() {
    return List.of(
        row("required ones", post(PATH, "{\"customer_id\":\"c9\"}"), 400, "missing_field")
            .errors("/name", "missing_field", "/email", "missing_field", "/plan", "missing_field"),
        row(
                "null is as if left out",
                post(PATH, "{\"customer_id\":\"c9\",\"name\":null,\"email\":null,\"plan\":null}"),
                400,
                "missing_field")
            .errors("/name", "missing_field", "/email", "missing_field", "/plan", "missing_field"),
        bad("email", "\"none\""),
        bad("email", "\"a@b@c\""),
        bad("email", "\"a b@c\""),
        bad("monthly_payment_amount", "\"99\""),
        bad("monthly_payment_amount", "true"),
        bad("location", "7"),
        bad("location", Call.text(1_001)),
        bad("phone_number", "[]"),
        bad("organisation_id", "{}"),
        bad("custom_attributes", "[]"),
        bad("custom_attributes", "\"x\""),
        bad("created_at", "\"soon\""));
  }

  private static Row bad(String field, String value) {
    String body =
        body("c9", ",\"" + field + "\":" + value)
            .replace(field.equals("email") ? ",\"email\":\"a@example.com\"" : "\u0000", "");
    return row(
            "bad " + field + ": " + value.substring(0, Math.min(10, value.length())),
            post(PATH, body),
            400,
            "invalid_field")
        .errors("/" + field, "invalid_field");
  }

  private static List<Row> created() {
    return List.of(
        row(
            "created_at by the first POST that carries it",
            post(PATH, body("c6", ",\"created_at\":1000")),
            201),
        row("a later one changes nothing", post(PATH, body("c6", ",\"created_at\":2000")), 201)
            .metadata()
            .at("/data/0/created_at", "\"2000\"")
            .matches("/metadata/warnings/0/message", ".*is set once.*"),
        row("it stays", get("/customer/c6"), 200).at("/data/0/created_at", "\"1000\""),
        row("created_at by receive time", post(PATH, body("c7", "")), 201)
            .keep("received", "/data/0/created_at"),
        row("it is shown", get("/customer/c7"), 200).matches("/data/0/created_at", "\\d{10}"));
  }

  private static List<Row> partial() {
    return List.of(
        row("PATCH one field", patch("/customer/c2", "{\"plan\":\"Pro\"}"), 200)
            .at("/data/0/plan", "\"Pro\"")
            .keys("/data/0", "customer_id", "plan"),
        row("the others stay", get("/customer/c2"), 200)
            .at("/data/0/plan", "\"Pro\"")
            .at("/data/0/name", "\"Ann\"")
            .at("/data/0/phone_number", "\"0123\""),
        row(
                "PATCH that waits for the merged profile",
                patch("/customer/c2", "{\"plan\":\"Pro\"}").with("Prefer", "return=representation"),
                200)
            .header("Preference-Applied", "return=representation")
            .keys("/data/0", TEN)
            .at("/data/0/phone_number", "\"0123\""),
        row("PATCH null clears", patch("/customer/c2", "{\"phone_number\":null}"), 200),
        row("it is cleared", get("/customer/c2"), 200).at("/data/0/phone_number", "null"),
        row(
                "PATCH cannot clear a required field",
                patch("/customer/c2", "{\"name\":null}"),
                400,
                "missing_field")
            .errors("/name", "missing_field"),
        row(
                "PATCH checks",
                patch("/customer/c2", "{\"email\":\"x\",\"location\":1}"),
                400,
                "invalid_field")
            .errors("/email", "invalid_field", "/location", "invalid_field"),
        row("PATCH may repeat the id", patch("/customer/c2", "{\"customer_id\":\"c2\"}"), 200),
        row(
                "PATCH may name no other",
                patch("/customer/c2", "{\"customer_id\":\"c3\"}"),
                400,
                "invalid_field")
            .errors("/customer_id", "invalid_field"),
        row("PATCH must be an object", patch("/customer/c2", "[]"), 400, "invalid_field"));
  }

  private static List<Row> lists() {
    return List.of(
        row(
            "customers of two plans",
            post(
                PATH,
                "["
                    + body("d1", "").replace("Trial", "Gold")
                    + ","
                    + body("d2", "").replace("Trial", "Gold").replace("Ann", "Bob")
                    + ","
                    + body("d3", "").replace("Trial", "Gold")
                    + "]"),
            201),
        row("by id", get("/customer?customer_id=d1"), 200).items("customer_id", "d1"),
        row("by plan", get("/customer?plan=Gold"), 200).items("customer_id", "d1", "d2", "d3"),
        row("by plan and name", get("/customer?plan=Gold&name=Bob"), 200)
            .items("customer_id", "d2"),
        row("by all three", get("/customer?plan=Gold&name=Bob&customer_id=d1"), 200)
            .size("/data", 0),
        row("the first page", get("/customer?plan=Gold&limit=2"), 200)
            .items("customer_id", "d1", "d2")
            .metadata()
            .keys("/metadata", "next_cursor")
            .keep("customers", "/metadata/next_cursor"),
        row(
            "one more customer in between",
            post(PATH, body("d11", "").replace("Trial", "Gold")),
            201),
        row("the next page", get("/customer?plan=Gold&limit=2&cursor=${customers}"), 200)
            .items("customer_id", "d3", "d11"),
        row(
            "a cursor of other filters",
            get("/customer?cursor=${customers}"),
            400,
            "invalid_parameter"));
  }

  private static List<Row> erasure() {
    return List.of(
        row("an event to erase", post("/event", "{\"customer_id\":\"d1\",\"name\":\"n\"}"), 201),
        row("a receipt", delete("/customer/d1"), 202)
            .at("/customer_id", "\"d1\"")
            .matches("/created", "\\d{10}"),
        row("the profile is gone", get("/customer/d1"), 404, "customer_not_found"),
        row("from lists too", get("/customer?customer_id=d1"), 200).size("/data", 0),
        row("the events are gone", get("/event?customer_id=d1"), 200).size("/data", 0),
        row(
            "the lookup is gone",
            get("/recommended-next-actions?customer_id=d1"),
            404,
            "customer_not_found"),
        row("erasing again is no error", delete("/customer/d1"), 202),
        row(
            "an id that none can have",
            delete("/customer/" + "x".repeat(256)),
            400,
            "invalid_field"));
  }
}
