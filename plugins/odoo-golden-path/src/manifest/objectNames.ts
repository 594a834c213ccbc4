import { DATABASE_SERVER_NAME } from '@plumbline/plugin-odoo-common';

/** Names of the rendered objects, the same in every namespace; the expectation repeats them. */
export const OBJECT_NAMES = {
  web: 'odoo-web',
  websocket: 'odoo-websocket',
  cron: 'odoo-cron',
  queue: 'odoo-queue',
  migration: 'odoo-migrate',
  maintenance: 'odoo-maintenance',
  database: DATABASE_SERVER_NAME,
  objectStore: 'odoo-db-store',
  backupSchedule: 'odoo-db-base',
  certificate: 'odoo-web-tls',
  filestore: 'odoo-filestore',
  filestoreCopy: 'odoo-filestore-copy',
  heartbeat: 'odoo-heartbeat',
  monthlyArchive: 'odoo-monthly-archive',
  recoveryAlerts: 'odoo-recovery',
  healthAlerts: 'odoo-health',
  businessQueries: 'odoo-business-queries',
  resourceQuota: 'environment-quota',
  secretStore: 'environment-vault',
  odooConfSecret: 'odoo-conf',
  databaseSecret: 'odoo-db-app',
  databaseAdminSecret: 'odoo-db-admin',
  databaseAccess: 'odoo-db-access',
  hibernation: 'odoo-db-hibernation',
  wakeUp: 'odoo-db-wake-up',
} as const;

/** Role and database inside PostgreSQL. */
export const DATABASE_NAME = 'odoo';
