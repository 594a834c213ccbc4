import {
  CHANGE_STATES,
  ChangeKind,
  Platform,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../../change/ChangeRecord';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';
import { RegistrySnapshot } from '../../registry';
import { SeriesUpgradeRow } from '../../seriesUpgrades/tables';
import { TAKES_UP_MS, lengthOf } from './lengthOf';

const HOUR_MS = 60 * 60 * 1000;

/** What is renewed ends so soon whatever becomes of the portal; each renewal is a commit. */
const RENEWED_MS = 4 * HOUR_MS;

/** What is under way for longer needs somebody, who sees that it is held. */
const PATIENCE_MS = 24 * HOUR_MS;

/** What has to happen whatever the calendar says. A restore test changes nothing of its environment, and waits. */
const PASSING: readonly ChangeKind[] = [
  'create',
  'roll-back',
  'restore',
  'decommission',
];

/** Only what is decided passes: what nobody has approved yet leaves a freeze as it is. */
const DECIDED: (typeof CHANGE_STATES)[number][] = ['approved', 'reconciling'];

/** The same for hours; the next one begins before it ends, by what a cluster needs to take it up. */
const renewed = (now: Date): number =>
  Math.floor((now.getTime() + TAKES_UP_MS) / RENEWED_MS + 1) * RENEWED_MS;

/** Nobody knows when. */
const willCommit = ({ conclusion }: ChangeRecord, now: Date): number =>
  conclusion
    ? Math.min(renewed(now), Date.parse(conclusion.at) + PATIENCE_MS)
    : renewed(now);

function stillPasses(
  committed: number,
  { now, lengthMs }: { now: Date; lengthMs: number },
): number {
  const planned = committed + lengthMs;
  return now.getTime() + TAKES_UP_MS < planned
    ? planned
    : Math.max(planned, Math.min(renewed(now), committed + PATIENCE_MS));
}

/** Whether Git's side lets an environment pass its freezes for the sake of a change, see `passesUntil`. */
export const mayPass = (
  record: ChangeRecord,
  options: { now: Date; goesBack: boolean },
): boolean => passesUntil(record, { ...options, lengthMs: 0 }) !== undefined;

/**
 * Until when Git's side lets an environment pass its freezes for the sake of a change, in milliseconds since 1970;
 * undefined: it does not. It says what the gate `calendar` says: an update or a promotion passes by an override of it
 * alone, and is committed while that lasts; what has to happen has no such gate, a creation but a note. Once it is committed it passes
 * for as long as it takes, and no longer than it is under way; what has to happen and is late passes on, for a day at
 * most: nobody could override for it. What its window leaves room for needs no pass.
 *
 * @param options - `lengthMs`: of the change, see `lengthOf`; `goesBack`: it is a part of a series upgrade that goes
 *   back, and production is down until it has arrived
 */
export function passesUntil(
  record: ChangeRecord,
  {
    now,
    lengthMs,
    goesBack = false,
  }: { now: Date; lengthMs: number; goesBack?: boolean },
): number | undefined {
  const { kind, state, overrides } = record;
  if (!DECIDED.includes(state)) return undefined;
  const committed = committedAt(record);
  if (PASSING.includes(kind) || (goesBack && kind === 'update')) {
    return committed === undefined
      ? willCommit(record, now) + lengthMs
      : stillPasses(committed, { now, lengthMs });
  }
  const until = overrides
    .filter(({ gate, valid }) => gate === 'calendar' && valid)
    .map(each => Date.parse(each.until));
  if (until.length === 0) return undefined;
  const last = Math.max(...until);
  if (committed === undefined) return last;
  // The end bounds the commit: what has begun may not be held amid its migration.
  return committed < last ? committed + lengthMs : undefined;
}

/** When its last commit arrived; undefined: one is still to come. */
function committedAt({
  state,
  conclusion,
  timeline,
}: ChangeRecord): number | undefined {
  if (state !== 'reconciling') return undefined;
  const applied = timeline.findLast(entry => entry.state === 'applied');
  const at = conclusion ? conclusion.arrivedAt : applied?.at;
  return at === undefined ? undefined : Date.parse(at);
}

/** Of the environments that pass, by `<tenant>/<stage>`: of changes under way alone, however many there ever were. */
export async function passingEnvironments(
  knex: Knex,
  {
    now,
    ...known
  }: {
    now: Date;
    platform: Pick<Platform, 'changeWindows' | 'tiers'>;
    releases: RegistrySnapshot['releases'];
  },
): Promise<Map<string, number>> {
  const rows = await knex<ChangeRow>('changes')
    .whereIn('state', DECIDED)
    .select('document', 'version');
  const upgrades = await knex<SeriesUpgradeRow>('series_upgrades')
    .where({ state: 'going-back' })
    .select('id');
  const goingBack = new Set(upgrades.map(({ id }) => id));
  const passing = new Map<string, number>();
  for (const row of rows) {
    const { record } = fromRow(row);
    const goesBack = goingBack.has(record.parent ?? '');
    const lengthMs = lengthOf(record, known);
    const until = passesUntil(record, { now, lengthMs, goesBack }) ?? 0;
    const longest = passing.get(record.environment) ?? 0;
    if (until > Math.max(longest, now.getTime())) {
      passing.set(record.environment, until);
    }
  }
  return passing;
}
