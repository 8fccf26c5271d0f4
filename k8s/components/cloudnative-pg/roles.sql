-- As docker/postgres/10-roles.sh. Runs once, in the new database; the operator then lets these roles log in (managed.roles).
do $$
declare
  application text := current_database();
  relay text := current_database() || '_relay';
begin
  execute format('create role %I nologin', application);
  execute format('create role %I nologin', relay);
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute 'revoke connect on database postgres, template1 from public';
  execute format('grant connect on database %I to %I, %I', current_database(), application, relay);
  execute 'revoke all on schema public from public';
  execute format('grant usage on schema public to %I, %I', application, relay);
end
$$;
