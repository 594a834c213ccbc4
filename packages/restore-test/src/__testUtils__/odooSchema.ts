/** Tables of Odoo as far as a restore test looks at them, with all that a copy must not keep active. */
export const ODOO_SCHEMA = `
  create table ir_config_parameter (id serial primary key, key text unique not null, value text not null);
  create table res_users (id serial primary key, login text, write_date timestamp);
  create table res_partner (id serial primary key, name text, write_date timestamp);
  create table account_move (id serial primary key, name text, write_date timestamp);
  create table ir_attachment (id serial primary key, name text, store_fname text, file_size int,
    create_date timestamp, write_date timestamp);
  create table ir_mail_server (id serial primary key, name text, smtp_host text, active boolean);
  create table fetchmail_server (id serial primary key, name text, active boolean);
  create table ir_cron (id serial primary key, active boolean);
  create table payment_provider (id serial primary key, state text);
  create table ir_act_server (id serial primary key, webhook_url text);
  create table queue_job (id serial primary key, uuid text, state text);
  insert into ir_config_parameter (key, value) values ('database.uuid', 'original'),
    ('web.base.url', 'https://erp.harbour-civil.example'), ('payroll_gateway.api_key', 'k-1');
  insert into res_users (login, write_date) select 'user' || n, now() at time zone 'UTC' from generate_series(1, 20) n;
  insert into res_partner (name, write_date) select 'partner ' || n, now() at time zone 'UTC' from generate_series(1, 50) n;
  insert into ir_mail_server (name, smtp_host, active) values ('mail', 'smtp.harbour.example', true);
  insert into fetchmail_server (name, active) values ('invoices', true);
  insert into ir_cron (active) values (true), (true);
  insert into payment_provider (state) values ('enabled');
  insert into ir_act_server (webhook_url) values ('https://payroll.example/hook'), (null);
  insert into queue_job (uuid, state) values ('a', 'pending'), ('b', 'done');`;
