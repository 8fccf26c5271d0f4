package io.jumun.local;

import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A service of the shop.
 *
 * @param database its own, and the application's role
 */
public record Service(
    String name, String database, Supplier<SpringApplicationBuilder> application) {}
