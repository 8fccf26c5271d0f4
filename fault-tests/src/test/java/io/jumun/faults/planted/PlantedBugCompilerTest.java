package io.jumun.faults.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedBugCompilerTest {

  private static final String HEADER =
      """
      Services: till-service
      Wrong: One and one is three,
        and nobody notices.
      Harm: Everybody pays too much.
      Faults: kill -9; no fault
      Load: anything
      Rules: sums are right

      """;

  private static final String PATCH =
      """
      diff --git a/till/src/main/java/shop/Till.java b/till/src/main/java/shop/Till.java
      --- a/till/src/main/java/shop/Till.java
      +++ b/till/src/main/java/shop/Till.java
      @@ -3,5 +3,5 @@ package shop;
       class Till {
         int sum() {
      -    return 1 + 1;
      +    return 1 + 2;
         }
       }
      diff --git a/till/src/main/resources/db/V2__more.sql b/till/src/main/resources/db/V2__more.sql
      new file mode 100644
      --- /dev/null
      +++ b/till/src/main/resources/db/V2__more.sql
      @@ -0,0 +1,2 @@
      +-- more
      +select 1;
      """;

  private static final String TILL =
      """
      package shop;

      class Till {
        int sum() {
          return 1 + 1;
        }
      }
      """;

  @TempDir private Path repository;
  @TempDir private Path planted;

  @BeforeEach
  void store() throws IOException {
    store("till/src/main/java/shop/Till.java", TILL);
  }

  @Test
  void writesClassesAndResourcesAndLeavesTheSourcesAlone() throws IOException {
    compile(PATCH);

    assertThat(planted.resolve("shop/Till.class")).exists();
    assertThat(planted.resolve("db/V2__more.sql")).hasContent("-- more\nselect 1;");
    assertThat(repository.resolve("till/src/main/java/shop/Till.java")).hasContent(TILL);
  }

  @Test
  void followsCodeThatHasMoved() throws IOException {
    store("till/src/main/java/shop/Till.java", TILL.replace("class", "/** Sums. */\nclass"));

    compile(PATCH);

    assertThat(planted.resolve("shop/Till.class")).exists();
  }

  @Test
  void refusesAPatchThatDoesNotFit() throws IOException {
    store("till/src/main/java/shop/Till.java", TILL.replace("1 + 1", "2"));

    assertThatThrownBy(() -> compile(PATCH)).hasMessageContaining("does not fit");
    assertThat(planted).isEmptyDirectory();
  }

  @Test
  void refusesAPatchThatDoesNotCompile() {
    assertThatThrownBy(() -> compile(PATCH.replace("1 + 2", "none")))
        .hasMessageContaining("wrong-sum does not compile")
        .hasMessageContaining("cannot find symbol");
  }

  @Test
  void refusesAPatchOfTests() {
    assertThatThrownBy(() -> compile(PATCH.replace("src/main/java", "src/test/java")))
        .hasMessageContaining("wrong-sum");
  }

  @Test
  void refusesAPatchThatChangesNothing() {
    assertThatThrownBy(() -> compile("")).hasMessageContaining("changes no file");
  }

  @Test
  void readsWhatTheHeaderSays() throws IOException {
    var bug = bug(HEADER);

    assertThat(bug.name()).isEqualTo("wrong-sum");
    assertThat(bug.services()).containsExactly("till-service");
    assertThat(bug.wrong()).isEqualTo("One and one is three, and nobody notices.");
    assertThat(bug.faults()).containsExactly("kill -9", "no fault");
    assertThat(bug.rules()).containsExactly("sums are right");
  }

  @Test
  void refusesAHeaderThatLacksAField() {
    assertThatThrownBy(() -> bug(HEADER.replace("Rules: sums are right\n", "")))
        .hasMessage("wrong-sum does not say: Rules");
  }

  private void compile(String patch) throws IOException {
    new PlantedBugCompiler(repository, "").compile(bug(HEADER + patch), planted);
  }

  private PlantedBug bug(String text) throws IOException {
    return PlantedBug.read(store("wrong-sum.patch", text));
  }

  private Path store(String name, String text) throws IOException {
    var file = repository.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
