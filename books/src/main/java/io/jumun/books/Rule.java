package io.jumun.books;

import java.util.Optional;

/** Something that must hold once the shop is quiet. Judges, and reads nothing itself. */
interface Rule {

  /** In plain English, as a fact. */
  String name();

  void judge(World world, Findings findings);

  default Optional<Violation> judge(World world) {
    var findings = new Findings();
    judge(world, findings);
    return findings.of(name());
  }
}
