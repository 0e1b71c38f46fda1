package com.traitly.cli.imports;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how columns become fields. */
final class MappingOptions {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "events or customers. Default: customers when there is an email or a plan")
  @Nullable Kind kind;

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description = "Where a field comes from, for example customer_id=user_id,name=event")
  Map<String, String> map = new LinkedHashMap<>();

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "A field that is the same in every row, for example plan=Trial")
  Map<String, String> constants = new LinkedHashMap<>();

  @Option(
      names = "--drop",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out. All others that are not mapped keep their names")
  Set<String> dropped = new LinkedHashSet<>();

  @Option(
      names = "--text",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "CSV columns that stay texts although they look like numbers, such as postcodes")
  Set<String> texts = new LinkedHashSet<>();

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "Format of created_at and updated_at, for example 'dd.MM.yyyy HH:mm'")
  @Nullable String timeFormat;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Time zone of times without one, for example Europe/Berlin. Default: UTC")
  ZoneId zone = ZoneId.of("UTC");

  /** Everything that decides what a row becomes, as one text. */
  String fingerprint() {
    return "%s|%s|%s|%s|%s|%s|%s".formatted(kind, map, constants, dropped, texts, timeFormat, zone);
  }
}
