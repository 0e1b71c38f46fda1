package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.CallFailed;
import java.util.Locale;

/** Shows one customer's lookup and explains it in words. */
final class Story {
  private static final int SHOWN_CONTRIBUTIONS = 5;

  private final ApiClient api;
  private final String goalName;

  Story(ApiClient api, String goalName) {
    this.api = api;
    this.goalName = goalName;
  }

  void tell(Survey survey) {
    Survey.Gain gain =
        survey
            .mostToGain(api, goalName)
            .orElseThrow(() -> new CallFailed("Nobody has five days left in " + goalName + "."));
    Survey.CustomerLookup standing = gain.standing();
    String path = Survey.path(standing.customer(), goalName) + "&explain=true";
    System.out.println();
    System.out.println("GET /api/v1" + path);
    System.out.println(shortened(api.get(path).json()).toPrettyString());
    System.out.println();
    System.out.println(sentence(survey, gain));
  }

  private String sentence(Survey survey, Survey.Gain gain) {
    Survey.CustomerLookup standing = gain.standing();
    double average = survey.averageLikelihood();
    return String.format(
        Locale.ROOT,
        """
        What one sees: %s (%s) has %d days left for "%s" and reaches it
        with a likelihood of %.0f %%, %s the %.0f %% that the %,d customers on their way have on average.
        The best next action is "%s": done once from here, the likelihood would be %.0f %%,
        %+.0f points; it holds %.0f %% of the importance of all open actions.
        %,d of the %,d are at risk: less than half as likely as the average.
        (%,d lookups in %.1f s. Importance says what goes along with success in what was
        observed; only an experiment can say what causes it.)\
        """,
        standing.customer().name(),
        standing.customer().customerId(),
        standing.daysLeft(),
        goalName,
        100 * standing.likelihood(),
        standing.likelihood() >= average ? "above" : "below",
        100 * average,
        survey.active().size(),
        standing.topActionName(),
        100 * gain.likelihoodAfter(),
        100 * gain.points(),
        100 * standing.topAction().path("importance").asDouble(),
        survey.atRisk(),
        survey.active().size(),
        survey.lookups(),
        survey.seconds());
  }

  /** The answer with only the greatest contributions: the whole list fills a screen. */
  private static JsonNode shortened(JsonNode lookup) {
    JsonNode shown = lookup.deepCopy();
    if (shown.path("explanation").path("contributions") instanceof ArrayNode contributions) {
      while (contributions.size() > SHOWN_CONTRIBUTIONS) {
        contributions.remove(contributions.size() - 1);
      }
    }
    return shown;
  }
}
