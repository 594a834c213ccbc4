import { DatabasePlace } from '../manifest/databasePlace';
import { WEBSOCKET_CONNECTIONS } from '../plan/sizing';
import { POSTGRES_PORT } from './ports';

export const ODOO_CONF_FILE = 'odoo.conf';
export const ODOO_CONF_DIRECTORY = '/etc/odoo';
export const DATA_DIRECTORY = '/var/lib/odoo';

/** Loaded whatever the database. Sessions live in PostgreSQL: in files they would be lost when a pod goes. */
export const SERVER_WIDE_MODULES = ['base', 'web', 'session_db'] as const;

/** Seconds a request may run; Odoo waits as long for its workers when it stops. */
export const LIMIT_TIME_REAL = 1200;

/**
 * `odoo.conf` as a template of External Secrets: `{{ }}` is filled in inside the cluster, so the
 * repository never holds a secret value. Of a spec nothing enters it but names that are DNS labels.
 *
 * Credentials stand here rather than in variables because the image's entrypoint would turn those
 * into arguments, visible in the process list. Each process has its own pool: `db_maxconn` is small.
 */
export function odooConfTemplate(
  workers: number,
  database: DatabasePlace,
): string {
  const options: [name: string, value: string | number][] = [
    ['admin_passwd', '{{ .adminPassword }}'],
    ['db_host', database.host],
    ['db_port', POSTGRES_PORT],
    ['db_name', database.name],
    ['db_user', database.name],
    ['db_password', '{{ .databasePassword }}'],
    ['db_sslmode', database.sslMode],
    ['db_maxconn', 16],
    ['db_maxconn_gevent', WEBSOCKET_CONNECTIONS],
    ['dbfilter', `^${database.name}$`],
    ['list_db', 'False'],
    ['proxy_mode', 'True'],
    ['http_interface', '0.0.0.0'],
    ['data_dir', DATA_DIRECTORY],
    ['server_wide_modules', SERVER_WIDE_MODULES.join(',')],
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

/** The authorities that the image trusts, for `verify-full`: libpq looks for its own file otherwise. */
export const TRUSTED_AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/** Where the module `session_db` finds its table; a template like `odoo.conf`. */
export const SESSION_DATABASE_URI_KEY = 'session-database-uri';
export function sessionDatabaseUri({ host, name, sslMode }: DatabasePlace) {
  const verification =
    sslMode === 'verify-full' ? `&sslrootcert=${TRUSTED_AUTHORITIES}` : '';
  return `postgresql://${name}:{{ .databasePassword | urlquery }}@${host}:${POSTGRES_PORT}/${name}?sslmode=${sslMode}${verification}`;
}
