package com.traitly.contracts.intent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what a body is that is not JSON, and says what to send instead. Pure. */
public final class MeantBody {
  /** What a body is can be told from its beginning. */
  private static final int BEGINNING = 300;

  /** Space in JSON; other characters that count as space elsewhere begin compressed bodies. */
  private static final Pattern SPACE = Pattern.compile("^[ \\t\\r\\n]+");

  private static final Map<String, Pattern> KINDS =
      Map.of(
          "it is a form; send JSON instead, such as {\"customer_id\": \"123\"}",
          Pattern.compile(
              "[\\w.%+*\\[\\]~-]+=(?s:.*)|--\\S+\\s+content-disposition:(?s:.*)",
              Pattern.CASE_INSENSITIVE),
          "it is the name of a file; curl sends the file itself with --data-binary @<file>",
          Pattern.compile("@[^\\s{}\"]+"),
          "it is XML or HTML; send JSON instead",
          Pattern.compile("<[?!a-zA-Z](?s:.*)"),
          "it has single quotes, and JSON has double ones, as in {\"customer_id\": \"123\"}",
          Pattern.compile("[\\[{\\s]*'(?s:.*)"),
          "it is compressed; say so with the header 'Content-Encoding: gzip'",
          Pattern.compile("\\x1f\\x8b(?s:.*)"),
          "it is compressed with Zstandard; send it as it is, or with gzip",
          Pattern.compile("\\x28\\xb5\\x2f\\xfd(?s:.*)"));

  private MeantBody() {}

  /** Half a sentence about a body that is not JSON; empty when it is not recognised. */
  public static Optional<String> ofOther(byte[] text, int from, int to) {
    int length = Math.min(to - from, BEGINNING);
    String beginning = new String(text, from, length, StandardCharsets.ISO_8859_1);
    String start = SPACE.matcher(beginning).replaceFirst("");
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(start).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
