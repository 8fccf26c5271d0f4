package io.jumun.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

/** The schema is the last guard: it holds although no code comes near it. */
class SchemaTest extends ProductServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stock_not_negative | update products set stock = -1",
        "price_not_negative | update products set price = -1",
        "name_not_empty | update products set name = ''",
        "products_pk | insert into products overriding system value select * from products",
        "order_id_positive | insert into stock_reservations values (0, 'FENCED', now(), now())",
        "state_known | insert into stock_reservations values (1, 'LOST', now(), now())",
        "line_has_a_reservation | insert into stock_reservation_lines values (1, 1, 1, 1)",
        "quantity_positive | insert into stock_reservation_lines values (1, 1, 0, 1)",
        "unit_price_not_negative | insert into stock_reservation_lines values (1, 1, 1, -1)",
      })
  void refusesWhatBreaksARule(String constraint, String statement) {
    newProduct(1, 1);

    assertThat(failureOf(statement)).contains('"' + constraint + '"');
  }

  @Test
  void decidesAnOrderOnlyOnce() {
    var orderId = newOrderId();
    var insert = "insert into stock_reservations values (%d, 'FENCED', now(), now())";
    database.sql(insert.formatted(orderId)).update();

    assertThat(failureOf(insert.formatted(orderId))).contains("\"stock_reservations_pk\"");
  }

  private String failureOf(String statement) {
    try {
      database.sql(statement).update();
      return "nothing refused it";
    } catch (DataAccessException e) {
      return e.getMostSpecificCause().toString();
    }
  }
}
