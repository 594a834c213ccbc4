/** Tables of Odoo as far as a restore test looks at them or neutralises them, with the columns it needs. */
export const ODOO_SCHEMA = `
CREATE TABLE res_company (id serial PRIMARY KEY, name varchar NOT NULL, currency varchar NOT NULL);
CREATE TABLE res_users (id serial PRIMARY KEY, login varchar NOT NULL UNIQUE, password varchar, active boolean DEFAULT true,
  company_id int REFERENCES res_company, partner_id int, create_date timestamp, write_date timestamp);
CREATE TABLE res_partner (id serial PRIMARY KEY, name varchar NOT NULL, email varchar, vat varchar, is_company boolean, active boolean DEFAULT true,
  create_date timestamp, write_date timestamp);
CREATE TABLE hr_employee (id serial PRIMARY KEY, name varchar NOT NULL, job_title varchar, active boolean DEFAULT true, create_date timestamp, write_date timestamp);
CREATE TABLE hr_payslip (id serial PRIMARY KEY, number varchar, employee_id int REFERENCES hr_employee, date_from date, date_to date,
  net numeric, state varchar, create_date timestamp, write_date timestamp);
CREATE TABLE project_project (id serial PRIMARY KEY, name varchar NOT NULL, active boolean DEFAULT true, create_date timestamp, write_date timestamp);
CREATE TABLE purchase_order (id serial PRIMARY KEY, name varchar NOT NULL, partner_id int REFERENCES res_partner, project_id int REFERENCES project_project,
  amount_total numeric, state varchar, create_date timestamp, write_date timestamp);
CREATE TABLE sale_order (id serial PRIMARY KEY, name varchar NOT NULL, partner_id int REFERENCES res_partner, amount_total numeric, state varchar,
  create_date timestamp, write_date timestamp);
CREATE TABLE account_move (id serial PRIMARY KEY, name varchar NOT NULL, move_type varchar, partner_id int REFERENCES res_partner,
  invoice_date date, amount_total numeric, state varchar, create_date timestamp, write_date timestamp);
CREATE TABLE account_move_line (id serial PRIMARY KEY, move_id int REFERENCES account_move, name varchar, debit numeric, credit numeric,
  create_date timestamp, write_date timestamp);
CREATE TABLE stock_picking (id serial PRIMARY KEY, name varchar NOT NULL, partner_id int REFERENCES res_partner, state varchar,
  create_date timestamp, write_date timestamp);
CREATE TABLE ir_attachment (id serial PRIMARY KEY, name varchar NOT NULL, res_model varchar, res_id int, type varchar DEFAULT 'binary',
  store_fname varchar, checksum varchar(40), file_size int, mimetype varchar, db_datas bytea, url varchar, create_date timestamp, write_date timestamp);
CREATE TABLE mail_message (id serial PRIMARY KEY, subject varchar, model varchar, res_id int, create_date timestamp, write_date timestamp);
CREATE TABLE mail_mail (id serial PRIMARY KEY, mail_message_id int REFERENCES mail_message, state varchar DEFAULT 'outgoing', email_to varchar,
  create_date timestamp, write_date timestamp);
CREATE TABLE queue_job (id serial PRIMARY KEY, uuid varchar NOT NULL UNIQUE, name varchar, channel varchar, state varchar, eta timestamp,
  date_created timestamp, date_enqueued timestamp, date_started timestamp, date_done timestamp, date_cancelled timestamp, exc_name varchar, retry int DEFAULT 0);
CREATE TABLE ir_mail_server (id serial PRIMARY KEY, name varchar, smtp_host varchar, smtp_port int, smtp_encryption varchar, smtp_user varchar, smtp_pass varchar,
  smtp_authentication varchar DEFAULT 'login', sequence int DEFAULT 10, from_filter varchar, active boolean DEFAULT true, create_date timestamp, write_date timestamp);
CREATE TABLE fetchmail_server (id serial PRIMARY KEY, name varchar, server varchar, port int, server_type varchar, "user" varchar, password varchar,
  active boolean DEFAULT true, state varchar DEFAULT 'done', create_date timestamp, write_date timestamp);
CREATE TABLE ir_cron (id serial PRIMARY KEY, cron_name varchar, interval_number int, interval_type varchar, active boolean DEFAULT true,
  nextcall timestamp, lastcall timestamp, ir_actions_server_id int, create_date timestamp, write_date timestamp);
CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key varchar NOT NULL UNIQUE, value text, create_date timestamp, write_date timestamp);
CREATE TABLE ir_model_data (id serial PRIMARY KEY, module varchar NOT NULL, name varchar NOT NULL, model varchar NOT NULL, res_id int, noupdate boolean,
  create_date timestamp, write_date timestamp);
CREATE TABLE ir_module_module (id serial PRIMARY KEY, name varchar NOT NULL UNIQUE, state varchar, latest_version varchar, create_date timestamp, write_date timestamp);
CREATE TABLE payment_provider (id serial PRIMARY KEY, name varchar, code varchar, state varchar, create_date timestamp, write_date timestamp);
CREATE TABLE base_automation (id serial PRIMARY KEY, name varchar, active boolean DEFAULT true, trigger varchar, create_date timestamp, write_date timestamp);
`;

/** What the group's companies had in their books when the backups begin; `$at` is that moment. */
export const ODOO_FIRST_DATA = `
INSERT INTO res_company (name, currency) VALUES ('Harbour Civil Engineering', 'EUR'), ('Harbour Plant Hire', 'GBP');
INSERT INTO res_users (login, password, company_id, create_date, write_date)
  SELECT CASE n WHEN 1 THEN 'admin' ELSE 'site.manager' || n || '@harbour.example' END, '$pbkdf2-sha512$600000$' || md5(n::text), 1 + n % 2, $at, $at FROM generate_series(1, 60) n;
INSERT INTO res_partner (name, email, vat, is_company, create_date, write_date)
  SELECT (ARRAY['Quarry', 'Steel', 'Formwork', 'Crane Hire', 'Survey', 'Rebar', 'Haulage'])[1 + n % 7] || ' Supplies ' || n, 'accounts' || n || '@supplier.example', 'IE' || (1000000 + n * 37) || 'H', true, $at, $at
  FROM generate_series(1, 400) n;
INSERT INTO hr_employee (name, job_title, create_date, write_date)
  SELECT 'Employee ' || n, (ARRAY['Foreman', 'Crane operator', 'Site engineer', 'Carpenter', 'Steel fixer'])[1 + n % 5], $at, $at FROM generate_series(1, 150) n;
INSERT INTO hr_payslip (number, employee_id, date_from, date_to, net, state, create_date, write_date)
  SELECT 'SLIP/' || lpad(n::text, 5, '0'), 1 + n % 150, ($at::timestamp - interval '1 month')::date, $at::timestamp::date, 2100 + (n * 53) % 1900, 'done', $at, $at FROM generate_series(1, 300) n;
INSERT INTO project_project (name, create_date, write_date)
  SELECT (ARRAY['Quay wall', 'Dry dock', 'Road tunnel', 'Rail depot', 'Apartments'])[1 + n % 5] || ', lot ' || n, $at, $at FROM generate_series(1, 25) n;
INSERT INTO purchase_order (name, partner_id, project_id, amount_total, state, create_date, write_date)
  SELECT 'P' || lpad(n::text, 5, '0'), 1 + n % 400, 1 + n % 25, (n * 137) % 90000, 'purchase', $at, $at FROM generate_series(1, 700) n;
INSERT INTO sale_order (name, partner_id, amount_total, state, create_date, write_date)
  SELECT 'S' || lpad(n::text, 5, '0'), 1 + n % 400, (n * 211) % 900000, 'sale', $at, $at FROM generate_series(1, 200) n;
INSERT INTO account_move (name, move_type, partner_id, invoice_date, amount_total, state, create_date, write_date)
  SELECT 'BILL/' || lpad(n::text, 6, '0'), 'in_invoice', 1 + n % 400, $at::timestamp::date, (n * 171) % 70000, 'posted', $at, $at FROM generate_series(1, 900) n;
INSERT INTO account_move_line (move_id, name, debit, credit, create_date, write_date)
  SELECT id, name, amount_total, 0, $at, $at FROM account_move;
INSERT INTO stock_picking (name, partner_id, state, create_date, write_date)
  SELECT 'WH/IN/' || lpad(n::text, 5, '0'), 1 + n % 400, 'done', $at, $at FROM generate_series(1, 300) n;
INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_encryption, smtp_user, smtp_pass, create_date, write_date)
  VALUES ('Outgoing', 'smtp.harbour.example', 587, 'starttls', 'erp', 'not-a-secret', $at, $at);
INSERT INTO fetchmail_server (name, server, port, server_type, "user", password, create_date, write_date)
  VALUES ('Bills by mail', 'imap.harbour.example', 993, 'imap', 'bills', 'not-a-secret', $at, $at);
INSERT INTO ir_cron (cron_name, interval_number, interval_type, nextcall, create_date, write_date)
  SELECT name, 1, 'hours', $at::timestamp + interval '1 hour', $at, $at FROM unnest(ARRAY['Base: Auto-vacuum internal data', 'Mail: Email Queue Manager', 'Payroll: transmit', 'Procurement: run scheduler']) name;
INSERT INTO ir_model_data (module, name, model, res_id, noupdate, create_date, write_date) VALUES ('base', 'autovacuum_job', 'ir.cron', 1, true, $at, $at);
INSERT INTO ir_config_parameter (key, value, create_date, write_date) VALUES
  ('database.uuid', gen_random_uuid()::text, $at, $at), ('database.secret', gen_random_uuid()::text, $at, $at), ('web.base.url', 'https://erp.harbour.example', $at, $at);
INSERT INTO ir_module_module (name, state, latest_version, create_date, write_date)
  SELECT name, 'installed', '18.0.1.3', $at, $at FROM unnest(ARRAY['base', 'web', 'mail', 'account', 'purchase', 'sale', 'stock', 'hr', 'hr_payroll', 'project', 'queue_job']) name;
INSERT INTO payment_provider (name, code, state, create_date, write_date) VALUES ('Bank transfer', 'custom', 'enabled', $at, $at);
INSERT INTO base_automation (name, trigger, create_date, write_date) VALUES ('Tell the site of a late delivery', 'on_time', $at, $at);
`;

/** A few minutes of work in the books, at the moment `$at`. */
export const ODOO_WORK = `
INSERT INTO purchase_order (name, partner_id, project_id, amount_total, state, create_date, write_date)
  SELECT 'P' || lpad(n::text, 5, '0'), 1 + n % 400, 1 + n % 25, (n * 137) % 90000, 'draft', $at, $at FROM (SELECT count(*)::int + 1 AS n FROM purchase_order) each;
INSERT INTO account_move (name, move_type, partner_id, invoice_date, amount_total, state, create_date, write_date)
  SELECT 'BILL/' || lpad(n::text, 6, '0'), 'in_invoice', 1 + n % 400, $at::timestamp::date, (n * 171) % 70000, 'draft', $at, $at FROM (SELECT count(*)::int + 1 AS n FROM account_move) each;
INSERT INTO mail_message (subject, model, create_date, write_date) VALUES ('Bill received', 'account.move', $at, $at);
INSERT INTO queue_job (uuid, name, channel, state, date_created)
  VALUES (gen_random_uuid()::text, 'account.move.transmit', 'root.edi', 'pending', $at);
UPDATE queue_job SET state = 'done', date_done = $at WHERE id = (SELECT max(id) - 5 FROM queue_job);
`;
