-- schakel_keeper removes what has expired, of any link. It sees nothing else: row-level security shows it only
-- rows whose time was over at the instant the transaction names (schakel.keep_after). Advices go with their scan.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_keeper') then
    create role schakel_keeper nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'schakel_keeper', 'member') then
    execute format('grant schakel_keeper to %I', current_user);
  end if;
end $$;

do $$
begin
  execute format('grant usage on schema %I to schakel_keeper', current_schema());
end $$;

grant select, delete on scan to schakel_keeper;
create policy scan_expired_seen on scan for select to schakel_keeper
  using (expires_at <= nullif(current_setting('schakel.keep_after', true), '')::timestamptz);
create policy scan_expired_removed on scan for delete to schakel_keeper
  using (expires_at <= nullif(current_setting('schakel.keep_after', true), '')::timestamptz);
