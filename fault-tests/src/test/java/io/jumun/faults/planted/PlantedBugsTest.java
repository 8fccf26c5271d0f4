package io.jumun.faults.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.faults.planted.PlantedBugCompiler.Source;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedBugsTest {

  private static final PlantedBugs BUGS = PlantedBugs.here();

  @TempDir private static Path unpatched;

  @TempDir private static Path directories;

  static List<PlantedBug> bugs() {
    return BUGS.all();
  }

  /** Of all files that some bug changes, as they are: in one run of the compiler. */
  @BeforeAll
  static void compileUnpatched() {
    var sources = new LinkedHashMap<String, Source>();
    for (var bug : bugs()) {
      for (var file : PatchedFile.of(BUGS.repository(), bug.patch())) {
        var original = file.original();
        if (original != null && file.kind() == PatchedFile.Kind.SOURCE) {
          sources.put(file.path(), new Source(file.path(), original));
        }
      }
    }
    BUGS.compiler().compile("what is to be patched", List.copyOf(sources.values()), unpatched);
  }

  @Test
  void hasTheBugsThatTeamsMake() {
    assertThat(bugs())
        .extracting(PlantedBug::name)
        .contains(
            "no-fence",
            "no-compare-and-set",
            "ack-before-kafka",
            "offset-before-commit",
            "read-then-write-debit",
            "inbox-outside-transaction",
            "skip-after-n-retries",
            "slot-recreated-without-republishing",
            "500-frozen-under-key",
            "key-not-scoped-to-user",
            "lost-wake-up",
            "unordered-locks");
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isPlantedIntoServicesOfTheShop(PlantedBug bug) {
    assertThat(LocalStack.SERVICES).extracting(Service::name).containsAll(bug.services());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void changesWhatTheServiceDoes(PlantedBug bug) throws IOException {
    var planted = planted(bug);
    var changed = new ArrayList<Path>();
    for (var classFile : classFiles(planted)) {
      var before = unpatched.resolve(planted.relativize(classFile));
      if (!Files.exists(before) || !Arrays.equals(code(before), code(classFile))) {
        changed.add(classFile);
      }
    }
    assertThat(changed).as("classes that are not as they were").isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void winsOverTheServicesOwnClasses(PlantedBug bug) throws Exception {
    var planted = planted(bug);
    try (var loader =
        new URLClassLoader(classPathAfter(planted), ClassLoader.getPlatformClassLoader())) {
      for (var classFile : classFiles(planted)) {
        var type = loader.loadClass(className(planted.relativize(classFile)));
        assertThat(type.getDeclaredMethods()).as("all types it names are there").isNotNull();
        assertThat(type.getProtectionDomain().getCodeSource().getLocation())
            .isEqualTo(planted.toUri().toURL());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void bringsItsMigrations(PlantedBug bug) throws IOException {
    var planted = planted(bug);
    for (var file : PatchedFile.of(BUGS.repository(), bug.patch())) {
      if (file.kind() == PatchedFile.Kind.RESOURCE) {
        assertThat(planted.resolve(file.path())).exists();
        assertThat(file.original()).as("migrations are added, never changed").isNull();
      }
    }
  }

  @Test
  void isListedInTheDocumentation() throws IOException {
    var row = Pattern.compile("^\\| \\[([a-z0-9-]+)]", Pattern.MULTILINE);
    var page = Files.readString(BUGS.repository().resolve("docs/planted-bugs.md"));

    assertThat(row.matcher(page).results().map(match -> match.group(1)).sorted())
        .isEqualTo(bugs().stream().map(PlantedBug::name).toList());
  }

  /** Where the bug's classes are; compiled by whoever asks first. */
  private static Path planted(PlantedBug bug) throws IOException {
    var directory = directories.resolve(bug.name());
    if (!Files.exists(directory)) {
      BUGS.compiler().compile(bug, Files.createDirectory(directory));
    }
    return directory;
  }

  /** Without line numbers and names of variables, which a mere comment would change. */
  private static byte[] code(Path classFile) throws IOException {
    var parser =
        ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);
    return parser.transformClass(
        parser.parse(Files.readAllBytes(classFile)), ClassTransform.ACCEPT_ALL);
  }

  private static List<Path> classFiles(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static String className(Path classFile) {
    var path = classFile.toString();
    return path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
  }

  private static URL[] classPathAfter(Path first) throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(first.toUri().toURL());
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
