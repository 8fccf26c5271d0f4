package io.jumun.dataplatform.client;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform is; under {@code jumun.dataplatform}.
 *
 * @param url without {@code /v1/paid-orders}
 */
@ConfigurationProperties("jumun.dataplatform")
record PlatformProperties(@DefaultValue("http://localhost:8090") URI url) {}
