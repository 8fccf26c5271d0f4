package io.jumun.books;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What coupon-service has stored.
 *
 * @param owned what users hold
 * @param steps by order
 */
record Coupons(List<Campaign> campaigns, List<Owned> owned, Map<Long, Step> steps) {

  record Campaign(long id, long issued, long total) {}

  /**
   * @param order for which it is used
   */
  record Owned(long id, long campaign, long user, String status, @Nullable Long order) {}

  record Step(String state, @Nullable Long owned, @Nullable Long campaign) {}
}
