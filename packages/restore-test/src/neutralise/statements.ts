/** One change; skipped where the table or one of the columns does not exist, because the module is not installed. */
export interface Statement {
  table: string;
  columns: readonly string[];
  sql: string;
}

const deactivate = (table: string, column = 'active'): Statement => ({
  table,
  columns: [column],
  sql: `update ${table} set ${column} = false where ${column}`,
});

/** Somewhere that answers nobody; the columns may not be empty. */
const divert = (table: string, column: string, value: string): Statement => ({
  table,
  columns: [column],
  sql: `update ${table} set ${column} = '${value}' where ${column} is not null`,
});

/** Parameters that address or open something outside. */
const OUTWARD_KEY =
  '(token|secret|password|api_?key|webhook|endpoint|client_id)';

/**
 * What makes Odoo talk to anybody by itself, shut off in the tables of Odoo 17 to 19. It does what
 * `odoo neutralize` does, but before any code of Odoo runs, and for integrations by pattern.
 */
export const STATEMENTS: readonly Statement[] = [
  // Mail, in and out. Without a server in the database Odoo takes the one of its configuration: none.
  deactivate('ir_mail_server'),
  deactivate('fetchmail_server'),
  {
    table: 'mail_mail',
    columns: ['state'],
    sql: `update mail_mail set state = 'cancel' where state = 'outgoing'`,
  },
  {
    table: 'sms_sms',
    columns: ['state'],
    sql: `update sms_sms set state = 'canceled' where state = 'outgoing'`,
  },
  // What runs by itself.
  deactivate('ir_cron'),
  deactivate('base_automation'),
  {
    table: 'queue_job',
    columns: ['state'],
    sql: `update queue_job set state = 'cancelled'
      where state in ('wait_dependencies', 'pending', 'enqueued', 'started')`,
  },
  // Where it calls out.
  divert('ir_act_server', 'webhook_url', 'http://127.0.0.1:9'),
  {
    table: 'payment_provider',
    columns: ['state'],
    sql: `update payment_provider set state = 'disabled' where state <> 'disabled'`,
  },
  deactivate('delivery_carrier', 'prod_environment'),
  deactivate('auth_oauth_provider', 'enabled'),
  divert('iap_account', 'account_token', 'neutralised'),
  divert('res_company_ldap', 'ldap_server', '127.0.0.1'),
  {
    table: 'ir_config_parameter',
    columns: ['key', 'value'],
    sql: `delete from ir_config_parameter
      where key ~* '${OUTWARD_KEY}' and key <> 'database.secret'`,
  },
  // The copy is another database to whoever it would call, and its sessions are no longer the original's.
  {
    table: 'ir_config_parameter',
    columns: ['key', 'value'],
    sql: `update ir_config_parameter set value = gen_random_uuid()::text
      where key in ('database.uuid', 'database.secret')`,
  },
  {
    table: 'ir_config_parameter',
    columns: ['key', 'value'],
    sql: `update ir_config_parameter set value = 'http://127.0.0.1'
      where key in ('web.base.url', 'report.url')`,
  },
  {
    table: 'ir_config_parameter',
    columns: ['key', 'value'],
    sql: `insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')
      on conflict (key) do update set value = 'true'`,
  },
];
