/** Of the service account, the Secret and the container that restores. */
export const RESTORE_TEST = 'restore-test';

export const ODOO_CONF_MAP = 'odoo-conf';

/** Where both containers see the database's socket and the sign that it is neutralised. */
export const RUN_DIRECTORY = '/run/restore-test';
/** Made by the program once nothing in the copy can reach anybody: Odoo starts only then. */
export const NEUTRALISED_MARKER = `${RUN_DIRECTORY}/neutralised`;

export const SECRETS_DIRECTORY = '/etc/restore-test';
export const WORK_DIRECTORY = '/var/lib/restore-test';
