package io.jumun.books;

/**
 * A rule that does not hold.
 *
 * @param rule its name in plain English
 * @param detail where and by how much: ids and figures, how many in all, the first few
 */
public record Violation(String rule, String detail) {

  @Override
  public String toString() {
    return rule + ": " + detail;
  }
}
