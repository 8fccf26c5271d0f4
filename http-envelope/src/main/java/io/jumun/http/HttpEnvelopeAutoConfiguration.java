package io.jumun.http;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Gives a web application the envelope, strict requests and the body limit. */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
      "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
    })
@EnableConfigurationProperties(HttpProperties.class)
class HttpEnvelopeAutoConfiguration {

  @Bean
  EnvelopeExceptionHandler envelopeExceptionHandler() {
    return new EnvelopeExceptionHandler();
  }

  @Bean
  EnvelopeErrorController envelopeErrorController() {
    return new EnvelopeErrorController();
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      HttpProperties properties, JsonMapper json) {
    var filter =
        new FilterRegistrationBean<>(new BodyLimitFilter(properties.maxBodySize().toBytes(), json));
    // Behind access control (spring.security.filter.order): nothing is read for who may not come
    // in.
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  /**
   * Whatever a client accepts, it gets JSON: a refusal to answer, once the work is done, would be a
   * lie. Endpoints that produce nothing but another type, such as metrics, still do.
   */
  @Bean
  WebMvcConfigurer answersInJson() {
    return new WebMvcConfigurer() {
      @Override
      public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation
            .ignoreAcceptHeader(true)
            .defaultContentTypeStrategy(_ -> List.of(MediaType.APPLICATION_JSON, MediaType.ALL));
      }
    };
  }

  /** Money is at stake: a request that does not say exactly what is meant is refused. */
  @Bean
  JsonMapperBuilderCustomizer strictRequests() {
    return json ->
        json.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }
}
