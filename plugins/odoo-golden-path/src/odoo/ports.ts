/** Ports of Odoo's HTTP workers and of its gevent process. */
export const HTTP_PORT = 8069;
export const GEVENT_PORT = 8072;
export const POSTGRES_PORT = 5432;
