package io.jumun.benchmarks.load;

import java.util.List;

/** Ports of those who take requests; of several replicas, clients use one after another. */
public record Endpoints(List<Integer> orders, List<Integer> coupons) {

  int port(Request.Target target, int client) {
    var ports =
        switch (target) {
          case ORDERS -> orders;
          case COUPONS -> coupons;
        };
    return ports.get(client % ports.size());
  }
}
