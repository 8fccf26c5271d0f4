package io.jumun.books;

import java.util.List;

/** All that is judged. */
final class Rules {

  static final List<Rule> ALL =
      List.of(
          new EveryOrderHasEnded(),
          new AnEndIsForGood(),
          new APaidOrderAddsUp(),
          new TheLedgerReplays(),
          new ChargesAreTheClients(),
          new BalancesAreChargesLessPayments(),
          new MoneyAgreesWithOrders(),
          new StockIsSuppliedLessSold(),
          new StockAgreesWithOrders(),
          new CouponsAgreeWithOrders(),
          new ACouponPaysOneOrder(),
          new CampaignsKeepCount(),
          new AnswersAreTrue(),
          new AKeyIsOneOrder(),
          new AReusedKeyWasUsed(),
          new AKeyNamesAnOrder(),
          new OrdersAreExplained(),
          new OutboxRowsArePublished(),
          new RecordsComeFromTheOutbox(),
          new RecordsAreWellFormed(),
          new EventsFormALegalPath(),
          new EventsAgreeWithOrders(),
          new NothingIsLeftBehind(),
          new ThePlatformHasPaidOrders(),
          new DeadLettersAreExplained(),
          new PoisonIsSetAside(),
          new ConsumersHaveCaughtUp(),
          new SlotsAreActive(),
          new NoDatabaseHadADeadlock());

  private Rules() {}
}
