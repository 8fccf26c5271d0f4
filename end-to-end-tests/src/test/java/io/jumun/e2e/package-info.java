/**
 * The saga from outside: HTTP in, HTTP and topics and tables out. After every test {@link
 * io.jumun.books.Books} proves that the books of all services agree.
 */
@NullMarked
package io.jumun.e2e;

import org.jspecify.annotations.NullMarked;
