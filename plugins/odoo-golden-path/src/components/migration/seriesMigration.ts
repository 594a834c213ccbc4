/**
 * Where the image of a release that names `upgrade.from` has the migration scripts of OpenUpgrade. Inferred from its
 * documentation, and tried in no cluster: whoever builds the image otherwise changes this file alone.
 */
const OPENUPGRADE_SCRIPTS = '/opt/openupgrade/openupgrade_scripts/scripts';

/**
 * Brings a database of the series before to the series of the image, all modules at once, and ends. Scripts of own
 * modules are found beside them, in the modules' `migrations/` of the image.
 * Source: https://oca.github.io/OpenUpgrade/070_run_migration.html
 */
export const seriesMigration = (conf: string, database: string): string[] => [
  'odoo',
  `--config=${conf}`,
  `--database=${database}`,
  `--upgrade-path=${OPENUPGRADE_SCRIPTS}`,
  '--load=base,web,openupgrade_framework',
  '--update=all',
  '--workers=0',
  '--max-cron-threads=0',
  '--no-http',
  // Odoo's own limit of 2.5 GiB of addresses is for workers; the pod has one of memory.
  '--limit-memory-soft=0',
  '--limit-memory-hard=0',
  '--stop-after-init',
];
