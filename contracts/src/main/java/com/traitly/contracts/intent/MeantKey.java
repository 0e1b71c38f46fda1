package com.traitly.contracts.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words the refusal of an API key that was not sent as it should be. Never repeats the key. Pure.
 */
public final class MeantKey {
  private static final String AS_IT_SHOULD_BE = "the header 'Authorization: Token <your API key>'";
  private static final List<String> OTHER_HEADERS =
      List.of(
          "X-API-Key",
          "X-API-Token",
          "X-Auth-Token",
          "X-Auth-Key",
          "X-Access-Token",
          "X-Token",
          "Api-Key",
          "ApiKey",
          "Access-Token",
          "Token");
  private static final Pattern IN_QUERY =
      Pattern.compile(
          "(?:^|&)((?:api|access|auth)?[_-]?(?:key|token)|authorization)=",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WRAPPED = Pattern.compile("[<\"'(\\[{].*|.*[>\"')\\]}]|token[=:].*");

  private MeantKey() {}

  /**
   * Says where a key was sent instead of in {@code Authorization}; empty when it was sent nowhere.
   *
   * @param header the value of a header by its name; null when it was not sent
   * @param query as in the address; null when it has none
   */
  public static Optional<String> sentElsewhere(
      Function<String, @Nullable String> header, @Nullable String query) {
    for (String name : OTHER_HEADERS) {
      if (header.apply(name) != null) {
        return Optional.of(
            "%s is not read here: send the API key in %s".formatted(name, AS_IT_SHOULD_BE));
      }
    }
    var inQuery = IN_QUERY.matcher(query == null ? "" : query);
    return inQuery.find()
        ? Optional.of(
            "The parameter %s is not read here, because addresses are logged: send the API key in %s"
                .formatted(inQuery.group(1), AS_IT_SHOULD_BE))
        : Optional.empty();
  }

  /**
   * Says what is wrong with the header {@code Authorization}.
   *
   * @param authorization its value, null when it was not sent
   */
  public static String refusal(@Nullable String authorization) {
    String sent = authorization == null ? "" : authorization.strip();
    String scheme = sent.split("[\\s:=]", 2)[0].toLowerCase(Locale.ROOT);
    String because =
        switch (scheme) {
          case "" -> "";
          case "token", "bearer" ->
              sent.length() == scheme.length()
                  ? "The API key after the word Token is missing"
                  : "Between the word Token and the API key belongs one space, and nothing behind it";
          case "basic", "digest" -> "User names and passwords are not used here";
          default ->
              sent.contains(" ")
                  ? "The first word of Authorization must be Token"
                  : "The word Token before the API key is missing";
        };
    return because.isEmpty() ? "Send " + AS_IT_SHOULD_BE : because + ": send " + AS_IT_SHOULD_BE;
  }

  /** Says what may be wrong with a key that is not known. */
  public static String unknown(String key) {
    return WRAPPED.matcher(key).matches()
        ? "This API key is not known: send it as it is, without quotes or brackets around it"
        : "This API key is not known, has expired or was revoked";
  }
}
