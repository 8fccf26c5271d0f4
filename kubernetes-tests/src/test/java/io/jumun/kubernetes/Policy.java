package io.jumun.kubernetes;

import java.util.stream.Stream;

/** Something that has to hold for what is deployed, beyond its being valid. */
interface Policy {

  /** What does not hold, each in a sentence that names the object; empty when all is well. */
  Stream<String> violations(Manifests manifests);
}
