package org.trainyard.app.web.json;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;

@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  @Bean
  Members members() {
    return new Members();
  }

  @Bean
  JsonMapperBuilderCustomizer strictJson(Members members) {
    SimpleModule remembering = new SimpleModule("trainyard-members");
    remembering.setDeserializerModifier(members);
    return builder ->
        builder
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(
                MapperFeature.ALLOW_COERCION_OF_SCALARS,
                MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .annotationIntrospector(new StrictIntrospector())
            .addModule(StrictScalars.module())
            .addModule(remembering);
  }

  /** JSON alone is bound to objects: a YAML parser on the class path opens no second door. */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonOnly() {
    return converters ->
        converters.configureMessageConvertersList(list ->
            list.removeIf(converter ->
                converter.getSupportedMediaTypes().stream()
                    .map(MediaType::getSubtype)
                    .anyMatch(type -> type.contains("yaml") || type.contains("cbor"))));
  }
}
