package io.jumun.product.web;

import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import io.jumun.product.Product;
import io.jumun.product.ProductCatalog;
import io.jumun.product.Restock;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

  private final ProductCatalog catalog;

  ProductController(ProductCatalog catalog) {
    this.catalog = catalog;
  }

  @PostMapping
  ResponseEntity<Envelope<ProductAnswer>> add(@RequestBody @Valid AddProductRequest request) {
    var product = catalog.add(request.name(), request.price(), request.stock());
    return ResponseEntity.created(URI.create("/products/" + product.id()))
        .body(Envelope.success(ProductAnswer.of(product)));
  }

  @GetMapping("/{productId}")
  Envelope<ProductAnswer> show(@PathVariable long productId) {
    var product = catalog.find(productId).orElseThrow(() -> notFound(productId));
    return Envelope.success(ProductAnswer.of(product));
  }

  @GetMapping
  Envelope<Page<ProductAnswer>> list(
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var rows = catalog.list(Page.after(cursor, 0), Page.checkedLimit(limit) + 1);
    return Envelope.success(Page.of(rows, limit, Product::id, ProductAnswer::of));
  }

  @PostMapping("/{productId}/restock")
  Envelope<ProductAnswer> restock(
      @PathVariable long productId, @RequestBody @Valid RestockRequest request) {
    return switch (catalog.restock(productId, request.quantity())) {
      case Restock.Done done -> Envelope.success(ProductAnswer.of(done.product()));
      case Restock.Refused.UNKNOWN_PRODUCT -> throw notFound(productId);
      case Restock.Refused.LIMIT_EXCEEDED -> throw limitExceeded();
    };
  }

  private static ApiException notFound(long productId) {
    return ApiException.notFound("PRODUCT_NOT_FOUND", "no product " + productId);
  }

  private static ApiException limitExceeded() {
    return new ApiException(
        HttpStatus.CONFLICT,
        "STOCK_LIMIT_EXCEEDED",
        "stock would exceed " + ProductCatalog.MAX_STOCK);
  }
}
