#!/bin/bash
# Runs once, on an empty volume: the database of one service, $JUMUN_DATABASE, and its roles.
#
#   <database>_owner   owns it, migrates it
#   <database>         the application
#   <database>_relay   follows the outbox: REPLICATION; where JUMUN_RELAY_PASSWORD is set
#
# Nobody else may connect.
set -euo pipefail
: "${JUMUN_DATABASE:?}" "${JUMUN_OWNER_PASSWORD:?}" "${JUMUN_APPLICATION_PASSWORD:?}"

sql() { # reads SQL; names and passwords are variables of psql, which quotes them
  psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres -v database="$JUMUN_DATABASE" \
    -v owner="${JUMUN_DATABASE}_owner" -v owner_password="$JUMUN_OWNER_PASSWORD" \
    -v application="$JUMUN_DATABASE" -v application_password="$JUMUN_APPLICATION_PASSWORD" \
    -v relay="${JUMUN_DATABASE}_relay" -v relay_password="${JUMUN_RELAY_PASSWORD:-}"
}

sql <<'SQL'
create role :"owner" login password :'owner_password';
create role :"application" login password :'application_password';
create database :"database" owner :"owner";
revoke connect, temporary on database :"database" from public;
revoke connect on database postgres from public;
revoke connect on database template1 from public;
grant connect on database :"database" to :"application";
\connect :"database"
revoke all on schema public from public;
grant usage on schema public to :"application";
SQL

[ -z "${JUMUN_RELAY_PASSWORD:-}" ] || sql <<'SQL'
create role :"relay" login replication password :'relay_password';
grant connect on database :"database" to :"relay";
\connect :"database"
grant usage on schema public to :"relay";
SQL
