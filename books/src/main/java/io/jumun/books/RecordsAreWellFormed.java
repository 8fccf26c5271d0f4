package io.jumun.books;

/** Headers, key and body are as docs/events.md and the JSON Schemas say. */
final class RecordsAreWellFormed implements Rule {

  @Override
  public String name() {
    return "every record is well-formed";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.events().malformed().forEach(record -> findings.add("%s", record));
  }
}
