package io.jumun.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code jumun.http}.
 *
 * @param maxBodySize a larger request body is answered 413
 */
@ConfigurationProperties("jumun.http")
record HttpProperties(@DefaultValue("64KB") DataSize maxBodySize) {}
