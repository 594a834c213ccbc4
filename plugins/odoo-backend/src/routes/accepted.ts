import {
  ACKNOWLEDGEMENT_KINDS,
  ACKNOWLEDGEMENT_MAX_DAYS,
  ACKNOWLEDGEMENT_REASON_MAX_LENGTH,
  CHANGE_KINDS,
  CHANGE_STATES,
  DAILY_HISTORY_MAX_DAYS,
  DEPLOYMENT_OUTCOMES,
  DRIFT_KINDS,
  DRIFT_STATES,
  EVIDENCE_STATES,
  PROBE_IDS,
  RECOVERY_BANDS,
  REASON_MAX_LENGTH,
  RECOVERY_TERMS,
  ROLLOUT_STATES,
  SERIES_UPGRADE_STATES,
  SERIES_UPGRADE_STEPS,
  STAGES,
  VERDICT_STATUSES,
  plainTextAccepted,
} from '@plumbline/plugin-odoo-common';

const anyOf = (values: readonly string[]) =>
  `one or more of ${values.join(', ')}, separated by commas`;
const NAMES = 'up to 50 names, separated by commas';
const TIME = 'a time like 2026-11-23T00:00:00Z';

const PAGE: Record<string, string> = {
  limit: 'a whole number from 1 to 200',
  cursor: 'nextCursor of the page before',
};

/** What the parameters of `GET /environments` take, in words. */
const ENVIRONMENTS: Record<string, string> = {
  ...PAGE,
  tenant: NAMES,
  region: NAMES,
  cluster: NAMES,
  databaseServer: NAMES,
  goldenPath: 'up to 50 versions, separated by commas',
  owner: 'up to 50 entity references, separated by commas',
  incident: 'the id of an incident',
  changedWithin: 'a duration like PT2H',
  stage: anyOf(STAGES),
  tier: anyOf(['1', '2', '3', '4']),
  verdict: anyOf(VERDICT_STATUSES),
  evidence: anyOf(EVIDENCE_STATES),
  q: 'up to 200 characters',
  sort: 'environment, verdict, tier, stage, version, evidence or observedAt; with a leading - for descending',
};

const HISTORY: Record<string, string> = {
  ...PAGE,
  probe: `one of ${PROBE_IDS.join(', ')}`,
  from: TIME,
  to: TIME,
};

const DAYS: Record<string, string> = {
  from: `a day like 2026-11-01, up to ${DAILY_HISTORY_MAX_DAYS} days before to`,
  to: 'a day like 2026-11-30',
};

const ACKNOWLEDGE: Record<string, string> = {
  '': 'a JSON object',
  kind: `one of ${ACKNOWLEDGEMENT_KINDS.join(', ')}`,
  probe: `one of ${PROBE_IDS.join(', ')}; absent: the environment as a whole`,
  reason: plainTextAccepted(ACKNOWLEDGEMENT_REASON_MAX_LENGTH),
  until: `${TIME}, at most ${ACKNOWLEDGEMENT_MAX_DAYS} days ahead`,
};

const CHANGES: Record<string, string> = {
  ...PAGE,
  state: anyOf(CHANGE_STATES),
  environment: '<tenant>/<stage>',
  kind: `one of ${CHANGE_KINDS.join(', ')}`,
  parent: 'the id of a rollout or a series upgrade',
  followUp: 'open',
  mine: 'true or false',
};

const RECOVERY: Record<string, string> = {
  ...PAGE,
  tenant: NAMES,
  region: NAMES,
  stage: anyOf(STAGES),
  tier: anyOf(['1', '2', '3', '4']),
  band: anyOf(RECOVERY_BANDS),
  q: 'up to 200 characters',
  sort: 'score, environment, tier, rpo, rto or lastTest; with a leading - for descending',
};

const STATEMENT: Record<string, string> = {
  '': 'a JSON object',
  kind: 'exemption or drill',
  term: `one of ${RECOVERY_TERMS.join(', ')}`,
  reason: plainTextAccepted(500),
  until: 'a day like 2026-12-31',
  runbook: 'an http or https URL of up to 500 characters',
  startedAt: TIME,
  finishedAt: TIME,
  succeeded: 'true or false',
  notes: plainTextAccepted(500),
};

const CALENDAR: Record<string, string> = {
  from: TIME,
  to: TIME,
  tenant: 'the name of a tenant',
};

/** A value inside a list is accepted as the list is. */
const lookUp = (fields: Record<string, string>) => (path: string) =>
  fields[path.replace(/\.\*$/, '')];

export const acceptedByEnvironments = lookUp(ENVIRONMENTS);
export const acceptedByHistory = lookUp(HISTORY);
export const acceptedByPage = lookUp(PAGE);
export const acceptedByDays = lookUp(DAYS);
export const acceptedByAcknowledge = lookUp(ACKNOWLEDGE);
export const acceptedByChanges = lookUp(CHANGES);
export const acceptedByRecovery = lookUp(RECOVERY);
export const acceptedByStatement = lookUp(STATEMENT);
export const acceptedByGoldenPath = lookUp({
  ...PAGE,
  state: `one of ${DRIFT_STATES.join(', ')}`,
  version: 'a version like 1.0',
});
export const acceptedByDrift = lookUp({
  ...PAGE,
  kind: `one of ${DRIFT_KINDS.join(', ')}`,
  severity: 'critical or degraded',
  environment: '<tenant>/<stage>',
  q: 'up to 200 characters',
});
export const acceptedByMatrix = lookUp({
  ...PAGE,
  q: 'up to 200 characters',
  ring: 'the name of a ring',
  version: 'the version of a release',
  outcome: `one of ${DEPLOYMENT_OUTCOMES.join(', ')}`,
  drift: 'any',
  pending: 'any',
});
export const acceptedByCompare = lookUp({
  from: '<tenant>/<stage> or the version of a release',
  to: '<tenant>/<stage> or the version of a release',
});
export const acceptedByRollouts = lookUp({
  ...PAGE,
  state: `one of ${ROLLOUT_STATES.join(', ')}`,
  release: 'the version of a release',
  ring: 'the name of a ring',
});
export const acceptedByRollout = lookUp({
  '': 'a JSON object',
  release: 'the version of a release',
  ring: 'the name of a ring',
  reason: plainTextAccepted(REASON_MAX_LENGTH),
  batch: 'a number from 1 to 100',
  soak: 'an ISO 8601 duration like PT1H, of at most P30D',
  failureBudget: 'a number from 0 to 1000',
  dryRun: 'true or false',
  environment: '<tenant>/<stage>',
  comment: plainTextAccepted(REASON_MAX_LENGTH),
  contentHashes: 'the contentHash of each change by its id, at most 200',
});
export const acceptedBySeriesUpgrades = lookUp({
  ...PAGE,
  state: `one of ${SERIES_UPGRADE_STATES.join(', ')}`,
  environment: '<tenant>/<stage>',
});
export const acceptedBySeriesUpgrade = lookUp({
  '': 'a JSON object',
  environment: '<tenant>/production',
  clone:
    'a tenant of 2 to 40 lower-case letters, digits and hyphens, not ending in -pre',
  release: 'the version of a release of a later series',
  step: `one of ${SERIES_UPGRADE_STEPS.join(', ')}`,
  reason: plainTextAccepted(REASON_MAX_LENGTH),
  expectedContentHash: 'sha256: and 64 hexadecimal digits',
  dryRun: 'true or false',
});
export const acceptedByCalendar = lookUp(CALENDAR);
export const acceptedByCalendarWindows = lookUp({ ...PAGE, ...CALENDAR });
export const acceptedByComingEvents = lookUp({
  limit: 'a whole number from 1 to 50',
});
export const acceptedByPlan = lookUp({ to: TIME });
