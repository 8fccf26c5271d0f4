package io.jumun.benchmarks.system;

import io.jumun.embedded.DatabaseSetup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;

/** Which database of a server holds what. */
public final class Databases {

  private final Postgres server;
  private final Map<Role, String> names;

  private Databases(Postgres server, Map<Role, String> names) {
    this.server = server;
    this.names = names;
  }

  /** The five of the shop. Each service brings its outbox itself. */
  static Databases ofServices(Postgres server) {
    var databases = separate(server, List.of(Role.values()));
    for (var role : Role.values()) {
      databases.migrate(role.database(), role.migrations(), "flyway_schema_history");
    }
    return databases;
  }

  /** Four for services that call each other. */
  static Databases ofCallers(Postgres server) {
    var databases =
        separate(server, List.of(Role.ORDERS, Role.PRODUCTS, Role.COUPONS, Role.BALANCES));
    for (var role : databases.names.keySet()) {
      databases.migrate(role.database(), role.migrations(), role.database() + "_history");
    }
    databases.migrate(Role.ORDERS.database(), "db/outbox", "outbox_history");
    return databases;
  }

  /** One for everything. */
  static Databases single(Postgres server) {
    var names = new EnumMap<Role, String>(Role.class);
    for (var role : List.of(Role.ORDERS, Role.PRODUCTS, Role.COUPONS, Role.BALANCES)) {
      names.put(role, "shop");
    }
    server.createDatabase("shop");
    var databases = new Databases(server, names);
    for (var role : names.keySet()) {
      databases.migrate("shop", role.migrations(), role.database() + "_history");
    }
    databases.migrate("shop", "db/outbox", "outbox_history");
    return databases;
  }

  boolean has(Role role) {
    return names.containsKey(role);
  }

  String name(Role role) {
    return Objects.requireNonNull(names.get(role), role.name());
  }

  Set<String> all() {
    return new LinkedHashSet<>(names.values());
  }

  void execute(Role role, String statement, Object... parameters) {
    try (var connection = server.connect(name(role));
        var sql = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        sql.setObject(i + 1, parameters[i]);
      }
      sql.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** The columns of the one row that the query finds, all numbers. */
  List<Long> numbers(Role role, String query, Object... parameters) {
    try (var connection = server.connect(name(role));
        var sql = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        sql.setObject(i + 1, parameters[i]);
      }
      try (var rows = sql.executeQuery()) {
        rows.next();
        var numbers = new ArrayList<Long>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          numbers.add(rows.getLong(i));
        }
        return numbers;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static Databases separate(Postgres server, List<Role> roles) {
    var names = new EnumMap<Role, String>(Role.class);
    for (var role : roles) {
      server.createDatabase(role.database());
      names.put(role, role.database());
    }
    return new Databases(server, names);
  }

  private void migrate(String database, String location, String history) {
    Flyway.configure()
        .dataSource(server.jdbcUrl(database), DatabaseSetup.ownerOf(database), database)
        .placeholders(Map.of("application", database, "relay", DatabaseSetup.relayOf(database)))
        .locations("classpath:" + location)
        .table(history)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
