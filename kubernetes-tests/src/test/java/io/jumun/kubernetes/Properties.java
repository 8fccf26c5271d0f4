package io.jumun.kubernetes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.json.JsonMapper;

/** The settings that there are: Spring Boot's by its own description, ours by their records. */
final class Properties {

  private Properties() {}

  static Set<String> all() {
    return Stream.concat(described(), ours()).collect(Collectors.toSet());
  }

  private static Stream<String> described() {
    try {
      return Collections.list(
              Properties.class
                  .getClassLoader()
                  .getResources("META-INF/spring-configuration-metadata.json"))
          .stream()
          .flatMap(Properties::namesIn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> namesIn(URL metadata) {
    try (var json = metadata.openStream()) {
      return JsonMapper.shared()
          .readTree(json)
          .path("properties")
          .valueStream()
          .map(property -> property.path("name").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> ours() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jumun")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
            .map(type -> type.reflect())
            .flatMap(Properties::namesIn);
  }

  private static Stream<String> namesIn(Class<?> settings) {
    var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
    return Arrays.stream(settings.getRecordComponents())
        .map(component -> prefix + "." + dashed(component.getName()));
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
