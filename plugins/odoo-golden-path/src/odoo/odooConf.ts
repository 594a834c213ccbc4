import { DATABASE_NAME, OBJECT_NAMES } from '../manifest/objectNames';
import { WEBSOCKET_CONNECTIONS } from '../plan/sizing';

export const ODOO_CONF_FILE = 'odoo.conf';
export const ODOO_CONF_DIRECTORY = '/etc/odoo';
export const DATA_DIRECTORY = '/var/lib/odoo';

/** Seconds a request may run; Odoo waits as long for its workers when it stops. */
export const LIMIT_TIME_REAL = 1200;

/**
 * `odoo.conf` as a template of External Secrets: `{{ }}` is filled in inside the cluster, so the
 * repository never holds a secret value. No value of a spec enters it.
 *
 * Credentials stand here rather than in variables because the image's entrypoint would turn those
 * into arguments, visible in the process list. Each process has its own pool: `db_maxconn` is small.
 */
export function odooConfTemplate(workers: number): string {
  const options: [name: string, value: string | number][] = [
    ['admin_passwd', '{{ .adminPassword }}'],
    ['db_host', `${OBJECT_NAMES.database}-rw`],
    ['db_port', 5432],
    ['db_name', DATABASE_NAME],
    ['db_user', DATABASE_NAME],
    ['db_password', '{{ .databasePassword }}'],
    ['db_sslmode', 'require'],
    ['db_maxconn', 16],
    ['db_maxconn_gevent', WEBSOCKET_CONNECTIONS],
    ['dbfilter', `^${DATABASE_NAME}$`],
    ['list_db', 'False'],
    ['proxy_mode', 'True'],
    ['http_interface', '0.0.0.0'],
    ['data_dir', DATA_DIRECTORY],
    // Sessions live in PostgreSQL: in files they would be lost when a pod goes.
    ['server_wide_modules', 'base,web,session_db'],
    ['workers', workers],
    ['max_cron_threads', 0],
    ['limit_time_cpu', 600],
    ['limit_time_real', LIMIT_TIME_REAL],
    ['limit_request', 8192],
    ['log_handler', ':INFO,werkzeug:WARNING'],
    ['without_demo', 'all'],
  ];
  const lines = options.map(([name, value]) => `${name} = ${value}`);
  return ['[options]', ...lines, ''].join('\n');
}

/** Where the module `session_db` finds its table; a template like `odoo.conf`. */
export const SESSION_DATABASE_URI_KEY = 'session-database-uri';
export const SESSION_DATABASE_URI_TEMPLATE = `postgresql://${DATABASE_NAME}:{{ .databasePassword | urlquery }}@${OBJECT_NAMES.database}-rw:5432/${DATABASE_NAME}?sslmode=require`;
