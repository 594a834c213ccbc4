import { EnvironmentForm } from '@plumbline/plugin-odoo-common';

/** What the template calls each parameter: a field on an earlier page is named as the user saw it. */
export const TITLES: Record<keyof EnvironmentForm, string> = {
  tenant: 'Tenant',
  stage: 'Stage',
  businessServices: 'Business services',
  tier: 'Criticality tier',
  owner: 'Owner',
  series: 'Series',
  release: 'Release',
  namedUsers: 'Named users',
  databaseGiB: 'Database, GiB',
  filestoreGiB: 'Files, GiB',
  database: 'Database service',
  tenancy: 'Tenancy',
  region: 'Region',
  recoveryRegion: 'Recovery region',
  hostname: 'Host name',
  calendar: 'Business calendar',
  timeZone: 'Time zone',
  schedule: 'Schedule',
  reason: 'Reason',
};
