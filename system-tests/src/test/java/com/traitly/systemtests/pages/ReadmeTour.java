package com.traitly.systemtests.pages;

import com.traitly.systemtests.caller.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls that the README makes with curl, in order and as printed. */
public final class ReadmeTour {
  private static final Path README = Path.of("..", "README.md");
  private static final String BEGIN = "## Five minutes with curl";
  private static final String END = "## Configuration";
  private static final Pattern CURL =
      Pattern.compile(
          "curl (?:-X (\\w+) )?\"\\$API([^\"]*)\" -H \"\\$AUTH\"(?: --data '([^']*)')?");

  private ReadmeTour() {}

  /** Returns the calls. */
  public static List<Call> calls() throws IOException {
    String readme = Files.readString(README);
    String part = readme.substring(readme.indexOf(BEGIN), readme.indexOf(END));
    List<Call> calls = new ArrayList<>();
    Matcher curl = CURL.matcher(part);
    while (curl.find()) {
      String body = curl.group(3) == null ? "" : curl.group(3);
      String method = curl.group(1) != null ? curl.group(1) : body.isEmpty() ? "GET" : "POST";
      calls.add(Call.of(method, curl.group(2), body));
    }
    return calls;
  }
}
