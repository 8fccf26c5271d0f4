package io.jumun.faults.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bug, and how it is to be found, as the header of its patch says.
 *
 * @param name the patch's file name without its suffix
 * @param services the services whose class path it belongs on
 * @param wrong what is wrong with the code
 * @param harm what follows from it
 * @param faults each of them alone should reveal it
 * @param times how often they strike, where it depends on chance whether one hits; 1 if not said
 * @param load what must be under way meanwhile
 * @param rules any of them that is broken reveals it
 */
public record PlantedBug(
    String name,
    List<String> services,
    String wrong,
    String harm,
    List<String> faults,
    int times,
    String load,
    List<String> rules,
    Path patch) {

  static final String SUFFIX = ".patch";

  private static final String END_OF_HEADER = "diff --git ";

  /**
   * @throws IllegalArgumentException when the header lacks a field
   */
  static PlantedBug read(Path patch) {
    var name = patch.getFileName().toString().replace(SUFFIX, "");
    var fields = new Fields(name, fields(header(patch)));
    return new PlantedBug(
        name,
        fields.list("Services"),
        fields.text("Wrong"),
        fields.text("Harm"),
        fields.list("Faults"),
        fields.number("Times", 1),
        fields.text("Load"),
        fields.list("Rules"),
        patch);
  }

  private static List<String> header(Path patch) {
    try (var lines = Files.lines(patch)) {
      return lines.takeWhile(line -> !line.startsWith(END_OF_HEADER)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field goes on in the lines that are indented. */
  private static Map<String, String> fields(List<String> header) {
    var joined = new ArrayList<String>();
    for (var line : header) {
      if (line.startsWith(" ") && !joined.isEmpty()) {
        joined.add(joined.removeLast() + " " + line.strip());
      } else {
        joined.add(line);
      }
    }
    var fields = new LinkedHashMap<String, String>();
    for (var line : joined) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return fields;
  }

  @Override
  public String toString() {
    return name;
  }

  private record Fields(String bug, Map<String, String> byName) {

    String text(String name) {
      var value = byName.get(name);
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException("%s does not say: %s".formatted(bug, name));
      }
      return value;
    }

    int number(String name, int unsaid) {
      var value = byName.get(name);
      return value == null ? unsaid : Integer.parseInt(value);
    }

    List<String> list(String name) {
      return Arrays.stream(text(name).split(";")).map(String::strip).toList();
    }
  }
}
