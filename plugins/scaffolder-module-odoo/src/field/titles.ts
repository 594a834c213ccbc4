import {
  EnvironmentForm,
  EnvironmentUpdateForm,
  PromotionForm,
  RollBackForm,
} from '@plumbline/plugin-odoo-common';

/** What `odoo-environment` calls each parameter: a field on an earlier page is named as the user saw it. */
export const CREATE_TITLES: Record<keyof EnvironmentForm, string> = {
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

/** What the templates that change an environment call theirs. */
export const UPDATE_TITLES: Record<keyof EnvironmentUpdateForm, string> = {
  environment: 'Environment',
  namedUsers: CREATE_TITLES.namedUsers,
  databaseGiB: CREATE_TITLES.databaseGiB,
  filestoreGiB: CREATE_TITLES.filestoreGiB,
  tier: CREATE_TITLES.tier,
  recoveryRegion: CREATE_TITLES.recoveryRegion,
  residency: 'Residency',
  hostnames: 'Host names',
  schedule: CREATE_TITLES.schedule,
  expires: 'Needed until',
  restartedAt: 'Restart',
  reason: CREATE_TITLES.reason,
};

/** What `odoo-promote` and `odoo-roll-back` call theirs. */
export const RELEASE_TITLES: Record<
  keyof PromotionForm | keyof RollBackForm,
  string
> = {
  environment: UPDATE_TITLES.environment,
  release: CREATE_TITLES.release,
  move: 'What goes back',
  to: 'Back to',
  reason: CREATE_TITLES.reason,
};

export const TITLES = { ...CREATE_TITLES, ...UPDATE_TITLES, ...RELEASE_TITLES };
