package org.trainyard.app.web.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.NearestName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stops the start at a misspelt setting of the service's own, before any bean is made: a limit that
 * is silently not in force is worse than a service that does not start. The known names are those
 * of the configuration metadata, which the compiler writes.
 */
@Component
final class SettingNames implements BeanFactoryPostProcessor, EnvironmentAware {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String PREFIX = "trainyard";

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
    if (environment instanceof ConfigurableEnvironment configurable) {
      Set<String> known = known();
      configurable.getPropertySources().stream()
          .filter(EnumerablePropertySource.class::isInstance)
          .map(EnumerablePropertySource.class::cast)
          .flatMap(source -> Arrays.stream(source.getPropertyNames()))
          .filter(name -> isOurs(name) && known.stream().noneMatch(k -> matches(name, k)))
          .findFirst()
          .ifPresent(name -> {
            throw new UnknownSettingException(name, NearestName.of(dashed(name), known));
          });
    }
  }

  private static boolean isOurs(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return plain.startsWith(PREFIX + ".") || plain.startsWith(PREFIX + "_");
  }

  /** The same setting, however its words are joined; an index or a key may follow. */
  private static boolean matches(String name, String known) {
    String plain = plain(name);
    String wanted = plain(known);
    return plain.equals(wanted)
        || plain.matches(wanted + "\\d+")
        || name.startsWith(known + "[")
        || name.startsWith(known + ".");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("\\[\\d+]$", "").replaceAll("[._-]", "");
  }

  private static String dashed(String name) {
    return name.startsWith(PREFIX + ".")
        ? name
        : name.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>();
    try {
      for (URL url : Collections.list(SettingNames.class.getClassLoader().getResources(METADATA))) {
        try (InputStream in = url.openStream()) {
          for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
            String name = property.path("name").asString();
            if (name.startsWith(PREFIX + ".")) {
              names.add(name);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the configuration metadata", e);
    }
    return names;
  }
}
