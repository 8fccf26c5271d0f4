package io.jumun.faults.fault;

import io.jumun.faults.cluster.ServiceGroup;
import io.jumun.faults.cluster.Shop;
import io.jumun.faults.load.Load;
import java.time.Duration;
import java.util.SplittableRandom;

/** Where a fault strikes. */
public record Scene(Shop shop, Load load, Records records, SplittableRandom random) {

  /** The same for somebody who acts at the same time, with chances of their own. */
  Scene split() {
    return new Scene(shop, load, records, random.split());
  }

  ServiceGroup service(String name) {
    return shop.service(name);
  }

  /** Lets it last. */
  public static void last(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  static void lastSeconds(int seconds) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(seconds));
  }
}
