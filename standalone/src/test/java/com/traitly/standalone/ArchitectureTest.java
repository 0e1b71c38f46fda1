package com.traitly.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Who may know whom: siblings meet only in topics, nothing imports upward, rules know no Kafka. */
@AnalyzeClasses(packages = "com.traitly", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACTS = "com.traitly.contracts..";
  private static final String PLATFORM = "com.traitly.platform..";
  private static final String STREAMS = "com.traitly.streams..";
  private static final String GATEWAY = "com.traitly.gateway..";
  private static final String PROCESSOR = "com.traitly.processor..";
  private static final String SENDER = "com.traitly.sender..";
  private static final String QUERY = "com.traitly.query..";
  private static final String STANDALONE = "com.traitly.standalone..";

  @ArchTest
  static final ArchRule CONTRACTS_KNOW_NOBODY =
      mayNotKnow(CONTRACTS, PLATFORM, STREAMS, GATEWAY, PROCESSOR, SENDER, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule PLATFORM_KNOWS_CONTRACTS_ONLY =
      mayNotKnow(PLATFORM, STREAMS, GATEWAY, PROCESSOR, SENDER, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule STREAMS_KNOW_NO_SERVICE =
      mayNotKnow(STREAMS, GATEWAY, PROCESSOR, SENDER, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule GATEWAY_KNOWS_NO_SIBLING =
      mayNotKnow(GATEWAY, STREAMS, PROCESSOR, SENDER, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule PROCESSOR_KNOWS_NO_SIBLING =
      mayNotKnow(PROCESSOR, GATEWAY, SENDER, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule SENDER_KNOWS_NO_SIBLING =
      mayNotKnow(SENDER, GATEWAY, PROCESSOR, QUERY, STANDALONE);

  @ArchTest
  static final ArchRule QUERY_KNOWS_NO_SIBLING =
      mayNotKnow(QUERY, GATEWAY, PROCESSOR, SENDER, STANDALONE);

  @ArchTest
  static final ArchRule RULES_KNOW_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "com.traitly.processor.goals..",
              "com.traitly.processor.customer..",
              "com.traitly.processor.announce..",
              "com.traitly.processor.prediction..",
              "com.traitly.sender.rules..",
              "com.traitly.contracts.model..",
              "com.traitly.contracts.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule MODULES_HAVE_NO_PACKAGE_CYCLES =
      slices().matching("com.traitly.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_IS_A_PARAMETER =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.traitly.testkit..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static ArchRule mayNotKnow(String who, String... whom) {
    return noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(whom);
  }
}
