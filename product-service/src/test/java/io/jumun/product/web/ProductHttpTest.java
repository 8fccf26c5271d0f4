package io.jumun.product.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.product.ProductServiceTest;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

class ProductHttpTest extends ProductServiceTest {

  @LocalServerPort int port;
  private RestTestClient http = RestTestClient.bindToServer().build();

  @BeforeEach
  void connect() {
    http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  @Test
  void answersWithTheProductItAdded() {
    var product = post("/products", "{'name':'쌀 🍚','price':18000,'stock':5}");

    var body =
        product
            .expectStatus()
            .isCreated()
            .expectHeader()
            .value("Location", at -> assertThat(at).matches("/products/[1-9][0-9]*"))
            .expectBody();
    body.jsonPath("$.status").isEqualTo("SUCCESS");
    body.jsonPath("$.data.name").isEqualTo("쌀 🍚");
    body.jsonPath("$.data.price").isEqualTo(18_000);
    body.jsonPath("$.data.stock").isEqualTo(5);
    body.jsonPath("$.data.length()").isEqualTo(4);
  }

  @Test
  void showsAProductWhereItsLocationSays() {
    var added = post("/products", "{'name':'rice','price':1,'stock':2}").returnResult();
    var location = Objects.requireNonNull(added.getResponseHeaders().getFirst("Location"));

    get(location)
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"status":"SUCCESS","data":{"product_id":%s,"name":"rice","price":1,"stock":2}}
            """
                .formatted(location.replace("/products/", "")));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1000000000000, 1000000000"})
  void acceptsTheBounds(long price, long stock) {
    var name = "x".repeat(200);

    post("/products", "{'name':'%s','price':%d,'stock':%d}".formatted(name, price, stock))
        .expectStatus()
        .isCreated();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'price':1,'stock':1}                                 | name",
        "{'name':null,'price':1,'stock':1}                     | name",
        "{'name':'','price':1,'stock':1}                       | name",
        "{'name':' ','price':1,'stock':1}                      | name",
        "{'name':['a'],'price':1,'stock':1}                    | name",
        "{'name':5,'price':1,'stock':1}                        | name",
        "{'name':'a\\u0000b','price':1,'stock':1}              | name",
        "{'name':'a\\ud800b','price':1,'stock':1}              | name",
        "{'name':'a\\nb','price':1,'stock':1}                  | name",
        "{'name':'a','stock':1}                                | price",
        "{'name':'a','price':null,'stock':1}                   | price",
        "{'name':'a','price':-1,'stock':1}                     | price",
        "{'name':'a','price':1000000000001,'stock':1}          | price",
        "{'name':'a','price':9223372036854775807,'stock':1}    | price",
        "{'name':'a','price':9223372036854775808,'stock':1}    | price",
        "{'name':'a','price':1.5,'stock':1}                    | price",
        "{'name':'a','price':'1','stock':1}                    | price",
        "{'name':'a','price':true,'stock':1}                   | price",
        "{'name':'a','price':1e400,'stock':1}                  | price",
        "{'name':'a','price':1}                                | stock",
        "{'name':'a','price':1,'stock':-1}                     | stock",
        "{'name':'a','price':1,'stock':1000000001}             | stock",
        "{'name':'a','price':1,'stock':9223372036854775807}    | stock",
        "{'name':'a','price':1,'stock':1,'productId':7}        | productId",
        "{'name':'a','price':1,'price':2,'stock':1}            | body",
        "{'name':'a','price':1,'stock':1                       | body",
        "[]                                                    | body",
        "null                                                  | body",
        "nonsense                                              | body",
      })
  void refusesAProductItCannotSell(String body, String field) {
    refusal(post("/products", body), HttpStatus.BAD_REQUEST, "INVALID_REQUEST", field);
  }

  @Test
  void refusesANameThatIsTooLong() {
    var body = "{'name':'%s','price':1,'stock':1}".formatted("x".repeat(201));

    refusal(post("/products", body), HttpStatus.BAD_REQUEST, "INVALID_REQUEST", "name");
  }

  @Test
  void refusesABodyThatIsNotUtf8() {
    var response =
        http.post()
            .uri("/products")
            .contentType(MediaType.APPLICATION_JSON)
            .body(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'})
            .exchange();

    refusal(response, HttpStatus.BAD_REQUEST, "INVALID_REQUEST", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/products/0", "/products/-1", "/products/9223372036854775807"})
  void doesNotFindAProductThatIsNotThere(String path) {
    refusal(get(path), HttpStatus.NOT_FOUND, "PRODUCT_NOT_FOUND", "product");
    refusal(
        post(path + "/restock", "{'quantity':1}"),
        HttpStatus.NOT_FOUND,
        "PRODUCT_NOT_FOUND",
        "product");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/products/one", "/products/9223372036854775808", "/products/1.0"})
  void refusesAnIdThatIsNoNumber(String path) {
    refusal(get(path), HttpStatus.BAD_REQUEST, "INVALID_REQUEST", "productId");
    refusal(
        post(path + "/restock", "{'quantity':1}"),
        HttpStatus.BAD_REQUEST,
        "INVALID_REQUEST",
        "productId");
  }

  @Test
  void listsProductsPageByPageAscending() {
    var first = newProduct(1, 1);
    var second = newProduct(2, 1);
    var third = newProduct(3, 1);

    var page = get("/products?limit=2&cursor=" + (first - 1)).expectStatus().isOk().expectBody();
    page.jsonPath("$.data.items[*].product_id").value(ids -> assertIds(ids, first, second));
    page.jsonPath("$.data.items[0].length()").isEqualTo(4);
    page.jsonPath("$.data.next_cursor").isEqualTo(Long.toString(second));
    var last = get("/products?limit=2&cursor=" + second).expectStatus().isOk().expectBody();
    last.jsonPath("$.data.items[*].product_id").value(ids -> assertIds(ids, third));
    last.jsonPath("$.data.next_cursor").doesNotExist();
  }

  @Test
  void listsTwentyProductsUnlessAskedOtherwise() {
    for (int i = 0; i <= 20; i++) {
      newProduct(1, 1);
    }

    get("/products").expectBody().jsonPath("$.data.items.length()").isEqualTo(20);
    get("/products?limit=100").expectStatus().isOk();
    get("/products?cursor=9223372036854775807")
        .expectBody()
        .jsonPath("$.data.items.length()")
        .isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=101, limit",
    "limit=-1, limit",
    "limit=2147483647, limit",
    "limit=2147483648, limit",
    "limit=ten, limit",
    "cursor=ten, cursor",
    "cursor=, cursor",
    "cursor=9223372036854775808, cursor"
  })
  void refusesAPageThatIsNone(String query, String field) {
    refusal(get("/products?" + query), HttpStatus.BAD_REQUEST, "INVALID_REQUEST", field);
  }

  @Test
  void addsARestockToTheStock() {
    var product = newProduct(500, 3);

    var body = post("/products/%d/restock".formatted(product), "{'quantity':1000000000}");

    var answer = body.expectStatus().isOk().expectBody();
    answer.jsonPath("$.data.product_id").isEqualTo(product);
    answer.jsonPath("$.data.stock").isEqualTo(1_000_000_003);
    assertThat(stockOf(product)).isEqualTo(1_000_000_003);
  }

  @Test
  void restocksUpToTheLimitAndNotBeyond() {
    var product = newProduct(500, 1);
    database
        .sql("update products set stock = 1000000000000 - 5 where product_id = ?")
        .param(product)
        .update();
    var path = "/products/%d/restock".formatted(product);

    refusal(post(path, "{'quantity':6}"), HttpStatus.CONFLICT, "STOCK_LIMIT_EXCEEDED", "stock");
    post(path, "{'quantity':5}").expectStatus().isOk();
    refusal(post(path, "{'quantity':1}"), HttpStatus.CONFLICT, "STOCK_LIMIT_EXCEEDED", "stock");
    assertThat(stockOf(product)).isEqualTo(1_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'quantity':null}",
        "{'quantity':0}",
        "{'quantity':-1}",
        "{'quantity':1000000001}",
        "{'quantity':9223372036854775807}",
        "{'quantity':9223372036854775808}",
        "{'quantity':'1'}",
        "{'quantity':1.0}",
      })
  void refusesARestockOutOfBounds(String body) {
    var product = newProduct(500, 3);

    refusal(
        post("/products/%d/restock".formatted(product), body),
        HttpStatus.BAD_REQUEST,
        "INVALID_REQUEST",
        "quantity");
    assertThat(stockOf(product)).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNotServed() {
    refusal(
        http.delete().uri("/products/1").exchange(),
        HttpStatus.METHOD_NOT_ALLOWED,
        "METHOD_NOT_ALLOWED",
        "");
    refusal(
        http.post().uri("/products").contentType(MediaType.TEXT_PLAIN).body("x").exchange(),
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "UNSUPPORTED_MEDIA_TYPE",
        "");
    refusal(
        post("/products", "{'name':'%s'}".formatted("x".repeat(65 * 1024))),
        HttpStatus.CONTENT_TOO_LARGE,
        "PAYLOAD_TOO_LARGE",
        "");
  }

  @Test
  void isReady() {
    get("/actuator/health/readiness").expectStatus().isOk();
    get("/actuator/prometheus").expectStatus().isOk();
  }

  private RestTestClient.ResponseSpec get(String path) {
    return http.get().uri(path).exchange();
  }

  private RestTestClient.ResponseSpec post(String path, String body) {
    return http.post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body.replace('\'', '"'))
        .exchange();
  }

  private static void refusal(
      RestTestClient.ResponseSpec response, HttpStatus status, String code, String message) {
    var body = response.expectStatus().isEqualTo(status).expectBody();
    body.jsonPath("$.status").isEqualTo("FAIL");
    body.jsonPath("$.code").isEqualTo(code);
    body.jsonPath("$.message").value(String.class, text -> assertThat(text).contains(message));
  }

  private static void assertIds(Object ids, Long... expected) {
    assertThat(ids).hasToString(Arrays.toString(expected).replace(" ", ""));
  }
}
