package io.jumun.dataplatform.web;

import io.jumun.dataplatform.Deliveries;
import io.jumun.dataplatform.Replays;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/deliveries")
class ReplayController {

  private static final String OPERATOR = "X-Operator";
  private static final int LONGEST_OPERATOR = 100;

  private final Deliveries deliveries;
  private final Replays replays;

  ReplayController(Deliveries deliveries, Replays replays) {
    this.deliveries = deliveries;
    this.replays = replays;
  }

  @PostMapping("/{orderId}/replay")
  Envelope<ReplayAnswer> one(
      @PathVariable long orderId,
      @RequestHeader(name = OPERATOR, required = false) @Nullable String operator) {
    var delivery = deliveries.find(orderId).orElseThrow(() -> DeliveryController.notFound(orderId));
    if (!replays.one(orderId, checked(operator))) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "DELIVERY_NOT_PARKED",
          "Only a parked order can be replayed; order %d is not.".formatted(delivery.orderId()));
    }
    return Envelope.success(ReplayAnswer.done(List.of(orderId)));
  }

  @PostMapping("/replay")
  Envelope<ReplayAnswer> several(
      @RequestBody @Valid ReplayRequest request,
      @RequestHeader(name = OPERATOR, required = false) @Nullable String operator) {
    var orderIds = request.orderIds();
    if (request.wantsAll() == (orderIds != null)) {
      throw ApiException.invalid("orderIds", "either these or all, and not both");
    }
    return Envelope.success(
        request.isRehearsal() ? rehearse(orderIds) : replay(orderIds, checked(operator)));
  }

  private ReplayAnswer rehearse(@Nullable List<Long> orderIds) {
    return ReplayAnswer.rehearsed(
        orderIds == null ? replays.previewAll() : replays.previewListed(orderIds));
  }

  private ReplayAnswer replay(@Nullable List<Long> orderIds, String operator) {
    return ReplayAnswer.done(
        orderIds == null ? replays.all(operator) : replays.listed(orderIds, operator));
  }

  private static String checked(@Nullable String operator) {
    if (operator == null || operator.isBlank()) {
      return "unknown";
    }
    if (operator.length() > LONGEST_OPERATOR) {
      throw ApiException.invalid(OPERATOR, "at most %d characters".formatted(LONGEST_OPERATOR));
    }
    return operator.strip();
  }
}
