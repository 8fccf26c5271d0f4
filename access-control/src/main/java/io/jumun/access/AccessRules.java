package io.jumun.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** The routes that a service opens, and to whom. Every other route is closed. */
public final class AccessRules {

  private final List<Rule> rules;

  private AccessRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Closes everything. */
  public static AccessRules none() {
    return new AccessRules(List.of());
  }

  /**
   * Opens a route to tokens that have at least one of the scopes.
   *
   * @param pattern as of a {@code PathPattern}
   */
  public AccessRules allow(HttpMethod method, String pattern, String scope, String... more) {
    var scopes = new ArrayList<>(List.of(scope));
    scopes.addAll(Arrays.asList(more));
    return and(new Rule(method, pattern, scopes));
  }

  /** Opens a route to every valid token. */
  public AccessRules allowAnyToken(HttpMethod method, String pattern) {
    return and(new Rule(method, pattern, List.of()));
  }

  /** Opens all routes that match, whatever the method. */
  public AccessRules allowAll(String pattern, String scope) {
    return and(new Rule(null, pattern, List.of(scope)));
  }

  private AccessRules and(Rule rule) {
    var all = new ArrayList<>(rules);
    all.add(rule);
    return new AccessRules(all);
  }

  List<Rule> rules() {
    return rules;
  }

  /**
   * @param method null for all
   * @param scopes of which one is needed; none for any valid token
   */
  record Rule(@Nullable HttpMethod method, String pattern, List<String> scopes) {}
}
