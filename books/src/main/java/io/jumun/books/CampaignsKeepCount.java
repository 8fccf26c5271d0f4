package io.jumun.books;

import io.jumun.books.ClientAction.Effect;
import io.jumun.books.Coupons.Owned;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Never more than there are, one per user, each to somebody who asked for it. */
final class CampaignsKeepCount implements Rule {

  @Override
  public String name() {
    return "campaigns keep count of what they issue";
  }

  @Override
  public void judge(World world, Findings findings) {
    var owned = world.coupons().owned();
    var count =
        owned.stream().collect(Collectors.groupingBy(Owned::campaign, Collectors.counting()));
    for (var campaign : world.coupons().campaigns()) {
      long issued = count.getOrDefault(campaign.id(), 0L);
      if (campaign.issued() != issued || issued > campaign.total()) {
        findings.add("%s, and users hold %d", campaign, issued);
      }
    }
    var unexplained = new HashMap<Holder, Long>();
    owned.forEach(c -> unexplained.merge(new Holder(c.campaign(), c.user()), 1L, Long::sum));
    for (var holder : holders(world, Effect.DONE)) {
      if (unexplained.merge(holder, -1L, Long::sum) < 0) {
        findings.add("%s was issued a coupon and has none", holder);
      }
    }
    for (var holder : holders(world, Effect.UNKNOWN)) {
      unexplained.computeIfPresent(holder, (_, coupons) -> coupons - 1);
    }
    unexplained.forEach(
        (holder, coupons) -> {
          if (coupons > 0) {
            findings.add("%s has %d coupons more than issued", holder, coupons);
          }
        });
  }

  private static Set<Holder> holders(World world, Effect effect) {
    return world.clients().couponIssues().stream()
        .filter(issue -> issue.effect() == effect)
        .map(issue -> new Holder(issue.couponId(), issue.userId()))
        .collect(Collectors.toSet());
  }

  private record Holder(long campaign, long user) {}
}
