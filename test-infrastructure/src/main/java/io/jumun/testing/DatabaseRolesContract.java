package io.jumun.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the roles of a service may do in its database, and what not. A test that has started the
 * service implements it.
 */
public interface DatabaseRolesContract {

  /** The SQL state of what a role may not do. */
  String FORBIDDEN = "42501";

  /** Of the running service. */
  TestDatabase database();

  /** Tables whose rows stay as they are for good. */
  Set<String> appendOnly();

  @Test
  default void everythingIsTheOwners() throws SQLException {
    assertThat(
            names(
                """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relowner <> '%1$s'::regrole
                union all
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace and proowner <> '%1$s'::regrole
                """
                    .formatted(database().owner())))
        .isEmpty();
  }

  @Test
  default void theOwnerIsNotUsedAtRunTime() throws SQLException {
    assertThat(
            names(
                "select distinct usename from pg_stat_activity where datname = '%s'"
                    .formatted(database().name())))
        .contains(database().name())
        .doesNotContain(database().owner());
  }

  /** So that no table is forgotten. */
  @Test
  default void theApplicationReadsEveryTableButTheRelaysAndFlyways() throws SQLException {
    for (var table : tables()) {
      if (table.equals("outbox_relay") || table.endsWith("_schema_history")) {
        assertForbidden(database().connect(), "select 1 from " + table);
      } else {
        assertAllowed(database().connect(), "select 1 from " + table);
      }
    }
  }

  @Test
  default void theApplicationChangesNothingThatStaysForGood() throws SQLException {
    for (var table : appendOnly()) {
      var column =
          names(
                  """
                  select attname from pg_attribute
                  where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
                    and attidentity = '' and attgenerated = ''
                  order by attnum
                  """
                      .formatted(table))
              .getFirst();
      for (var statement :
          List.of(
              "update %1$s set %2$s = %2$s", "delete from %1$s", "select 1 from %1$s for update")) {
        assertForbidden(database().connect(), statement.formatted(table, column));
      }
    }
    assertThat(
            names(
                """
                select relname from pg_class
                where relname in ('%s') and has_any_column_privilege('%s', oid, 'update')
                """
                    .formatted(String.join("', '", appendOnly()), database().name())))
        .isEmpty();
  }

  @Test
  default void theApplicationAndTheRelayChangeRowsAlone() throws SQLException {
    for (var table : tables()) {
      for (var statement :
          List.of(
              "truncate %s cascade",
              "drop table %s cascade",
              "alter table %s add column more int",
              "alter table %s disable trigger all",
              "create index more on %s ((1))",
              "create publication more for table %s")) {
        assertForbidden(database().connect(), statement.formatted(table));
        assertForbidden(database().connectAsRelay(), statement.formatted(table));
      }
    }
    for (var statement :
        List.of(
            "create table more (id int)",
            "create temporary table more (id int)",
            "create schema more",
            "create function more() returns int language sql return 1",
            "create role more",
            "set role " + database().owner())) {
      assertForbidden(database().connect(), statement);
      assertForbidden(database().connectAsRelay(), statement);
    }
  }

  @Test
  default void theRelayReadsTheOutboxAndKeepsItsNotesAndNothingElse() throws SQLException {
    var outbox = tables().stream().filter(table -> table.matches("outbox(_relay)?")).toList();
    for (var table : tables()) {
      if (outbox.contains(table)) {
        assertAllowed(database().connectAsRelay(), "select 1 from " + table);
      } else {
        assertForbidden(database().connectAsRelay(), "select 1 from " + table);
      }
    }
    assertThat(
            names(
                """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                  and (has_any_column_privilege('%1$s', oid, 'insert, update')
                       or has_table_privilege('%1$s', oid, 'delete'))
                """
                    .formatted(database().relay())))
        .isSubsetOf("outbox_relay")
        .hasSize(outbox.size() / 2);
  }

  @Test
  default void onlyTheRelayTouchesPartitions() throws SQLException {
    for (var partition : partitions()) {
      assertForbidden(database().connect(), "select 1 from " + partition);
      assertForbidden(database().connectAsRelay(), "select 1 from " + partition);
      assertForbidden(database().connect(), "drop table " + partition);
      assertForbidden(database().connectAsRelay(), "drop table " + partition);
    }
    assertThat(
            names(
                """
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace and prosecdef
                  and (has_function_privilege('%s', oid, 'execute')
                       or not has_function_privilege('%s', oid, 'execute'))
                """
                    .formatted(database().name(), database().relay())))
        .isEmpty();
  }

  @Test
  default void nobodyReachesAnotherDatabase() {
    var other = TestInfrastructure.newDatabase("other");
    for (var role : List.of(database().name(), database().relay(), database().owner())) {
      for (var url : List.of(other.jdbcUrl(), other.jdbcUrl().replace(other.name(), "postgres"))) {
        assertThatThrownBy(() -> DriverManager.getConnection(url, role, database().name()).close())
            .as("%s at %s", role, url)
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo(FORBIDDEN);
      }
    }
  }

  private List<String> tables() throws SQLException {
    return names(
        """
        select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
          and not relispartition
        """);
  }

  private List<String> partitions() throws SQLException {
    return names("select relname from pg_class where relkind = 'r' and relispartition");
  }

  private List<String> names(String query) throws SQLException {
    try (var connection = database().connectAsSuperuser();
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      var rows = statement.executeQuery(query);
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static void assertAllowed(Connection role, String sql) throws SQLException {
    try (role;
        var statement = role.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertForbidden(Connection role, String sql) throws SQLException {
    try (role;
        var statement = role.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as("%s: %s", role.getMetaData().getUserName(), sql)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo(FORBIDDEN);
    }
  }
}
