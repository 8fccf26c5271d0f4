package io.jumun.deadletters;

/** Why a record is not replayed. */
enum Refusal {
  NOT_FOUND("This service has no such dead letter."),
  ALREADY_REPLAYED("It was, or may have been, replayed before; say \"again\" to repeat that."),
  REPLAYED_ELSEWHERE("Publishing it again would change nothing; use instead: "),
  ORIGIN_UNCLEAR("Its headers do not name the topic that its dead-letter topic belongs to.");

  private final String message;

  Refusal(String message) {
    this.message = message;
  }

  String message() {
    return message;
  }
}
