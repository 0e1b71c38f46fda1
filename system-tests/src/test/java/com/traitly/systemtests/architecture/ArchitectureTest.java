package com.traitly.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which module may use which: siblings share only topics, nothing imports upward, rules use no
 * Kafka. It sees every module of the product, the command included, and the tools of this module.
 */
@AnalyzeClasses(packages = "com.traitly", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACTS = "com.traitly.contracts..";
  private static final String PLATFORM = "com.traitly.platform..";
  private static final String PREDICTION = "com.traitly.prediction..";
  private static final String STREAMS = "com.traitly.streams..";
  private static final String GATEWAY = "com.traitly.gateway..";
  private static final String PROCESSOR = "com.traitly.processor..";
  private static final String SENDER = "com.traitly.sender..";
  private static final String QUERY = "com.traitly.query..";
  private static final String STANDALONE = "com.traitly.standalone..";
  private static final String COMMAND = "com.traitly.cli..";
  private static final String FUNNEL = "com.traitly.funnel..";

  @ArchTest
  static final ArchRule CONTRACTS_KNOW_NOBODY =
      mayNotKnow(
          CONTRACTS,
          PREDICTION,
          PLATFORM,
          STREAMS,
          GATEWAY,
          PROCESSOR,
          SENDER,
          QUERY,
          STANDALONE,
          COMMAND);

  @ArchTest
  static final ArchRule PREDICTION_IS_USABLE_ALONE =
      noClasses()
          .that()
          .resideInAPackage(PREDICTION)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(PREDICTION, "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule FUNNEL_IS_USABLE_ALONE =
      noClasses()
          .that()
          .resideInAPackage(FUNNEL)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(FUNNEL, "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule COMMAND_KNOWS_NO_FIXTURES =
      mayNotKnow(COMMAND, "com.traitly.testkit..", "com.traitly.systemtests..");

  @ArchTest
  static final ArchRule PLATFORM_KNOWS_CONTRACTS_ONLY =
      mayNotKnow(
          PLATFORM, PREDICTION, STREAMS, GATEWAY, PROCESSOR, SENDER, QUERY, STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule STREAMS_KNOW_NO_SERVICE =
      mayNotKnow(STREAMS, PREDICTION, GATEWAY, PROCESSOR, SENDER, QUERY, STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule GATEWAY_KNOWS_NO_SIBLING =
      mayNotKnow(GATEWAY, PREDICTION, STREAMS, PROCESSOR, SENDER, QUERY, STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule PROCESSOR_KNOWS_NO_SIBLING =
      mayNotKnow(PROCESSOR, GATEWAY, SENDER, QUERY, STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule SENDER_KNOWS_NO_SIBLING =
      mayNotKnow(SENDER, PREDICTION, GATEWAY, PROCESSOR, QUERY, STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule QUERY_KNOWS_NO_SIBLING =
      mayNotKnow(QUERY, PREDICTION, GATEWAY, PROCESSOR, SENDER, STANDALONE, COMMAND);

  @ArchTest static final ArchRule STANDALONE_KNOWS_NO_COMMAND = mayNotKnow(STANDALONE, COMMAND);

  @ArchTest
  static final ArchRule RULES_KNOW_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "com.traitly.processor.goals..",
              "com.traitly.processor.customer..",
              "com.traitly.processor.decision..",
              "com.traitly.sender.endpoint..",
              "com.traitly.contracts.model..",
              "com.traitly.contracts.json..",
              "com.traitly.contracts.webhook..",
              "com.traitly.contracts.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule GOAL_RULES_KNOW_NO_MODEL =
      noClasses()
          .that()
          .resideInAnyPackage("com.traitly.processor.goals..", "com.traitly.processor.customer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PREDICTION);

  @ArchTest
  static final ArchRule MODULES_HAVE_NO_PACKAGE_CYCLES =
      slices().matching("com.traitly.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_IS_A_PARAMETER =
      noClasses()
          .that()
          .resideOutsideOfPackages("com.traitly.testkit..", "com.traitly.systemtests..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static void everyModuleIsSeen(JavaClasses all) {
    assertThat(top(all).map(each -> each.getPackageName().split("\\.")[2]))
        .contains("contracts", "prediction", "platform", "streams", "gateway", "processor")
        .contains("sender", "query", "standalone", "cli", "funnel", "testkit", "systemtests");
  }

  @ArchTest
  static void aSimpleNameMeansOneThing(JavaClasses all) {
    Map<String, List<JavaClass>> named =
        top(all)
            .filter(each -> !each.getPackageName().startsWith("com.traitly.testkit"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    named.values().removeIf(classes -> classes.size() == 1);

    assertThat(named).as("classes of one simple name").isEmpty();
  }

  private static Stream<JavaClass> top(JavaClasses all) {
    return all.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(each -> !each.getSimpleName().equals("package-info"));
  }

  private static ArchRule mayNotKnow(String who, String... whom) {
    return noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(whom);
  }
}
