package io.jumun.access;

import io.jumun.http.Envelope;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A service with a route of each kind, and one that it forgot to open. */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class GuardedService {

  private final Caller caller;

  GuardedService(Caller caller) {
    this.caller = caller;
  }

  @Bean
  static AccessRules accessRules() {
    return AccessRules.none()
        .allow(HttpMethod.GET, "/things/{userId}", Scopes.ORDERS, Scopes.SHOP_ADMIN)
        .allow(HttpMethod.POST, "/things", Scopes.SHOP_ADMIN)
        .allowAnyToken(HttpMethod.GET, "/things")
        .allow(HttpMethod.GET, "/broken", Scopes.ORDERS);
  }

  @GetMapping("/things/{userId}")
  Envelope<Long> ofUser(@PathVariable long userId) {
    caller.mustBeOrHave(userId, Scopes.SHOP_ADMIN);
    return Envelope.success(userId);
  }

  @GetMapping("/things")
  Envelope<String> all() {
    return Envelope.success("all");
  }

  @PostMapping("/things")
  Envelope<Integer> add(@RequestBody String thing) {
    return Envelope.success(thing.length());
  }

  @GetMapping("/broken")
  Envelope<String> broken() {
    throw new IllegalStateException("broken");
  }

  @GetMapping("/forgotten")
  Envelope<String> forgotten() {
    return Envelope.success("forgotten");
  }
}
