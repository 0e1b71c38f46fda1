package com.traitly.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record writes all of its components to a log, unless its toString leaves some out. */
class SecretsTest {
  private static final String SECRET = "do-not-show-this";
  private static final List<String> NAMES =
      List.of("secret", "password", "apikey", "signing", "kafka", "configured");

  @Test
  void noRecordShowsAComponentThatIsNamedAsASecret() throws Exception {
    List<String> keeping = new ArrayList<>();
    List<String> showing = new ArrayList<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("com.traitly")) {
      if (each.isRecord() && hasSecret(each.reflect())) {
        boolean shown = instance(each.reflect()).toString().contains(SECRET);
        (shown ? showing : keeping).add(each.getSimpleName());
      }
    }
    assertThat(showing).isEmpty();
    assertThat(keeping).contains("SignatureCheck", "Place", "Access", "Source", "Opened");
  }

  private static boolean hasSecret(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).anyMatch(SecretsTest::isSecret);
  }

  /** Only what holds text can be shown; other types answer for themselves. */
  private static boolean isSecret(RecordComponent component) {
    String name = component.getName().toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(name::contains) && holdsText(component.getGenericType());
  }

  private static boolean holdsText(Type type) {
    return type == String.class
        || type instanceof ParameterizedType generic
            && Arrays.asList(generic.getActualTypeArguments()).contains(String.class);
  }

  private static Object instance(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(Arrays.stream(components).map(SecretsTest::value).toArray());
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    String text = isSecret(component) ? SECRET : "-";
    if (type == String.class) {
      return text;
    } else if (type == List.class) {
      return List.of(text);
    } else if (type == Map.class) {
      return Map.of("-", text);
    }
    // An array's elements begin as nothing: 0, false or null.
    return Array.get(Array.newInstance(type, 1), 0);
  }
}
