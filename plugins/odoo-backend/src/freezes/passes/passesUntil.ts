import { CHANGE_STATES, ChangeKind } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../../change/ChangeRecord';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';
import { SeriesUpgradeRow } from '../../seriesUpgrades/tables';

const HOUR_MS = 60 * 60 * 1000;

/** How long a change without a calendar gate passes after each of its commits: by then it has arrived, or somebody looks. */
const PASSES_MS = 24 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** What has to happen whatever the calendar says. A restore test changes nothing of its environment, and waits. */
const PASSING: readonly ChangeKind[] = [
  'create',
  'roll-back',
  'restore',
  'decommission',
];

/** Only what is decided passes: what nobody has approved yet leaves a freeze as it is. */
const DECIDED: (typeof CHANGE_STATES)[number][] = ['approved', 'reconciling'];

/**
 * Until when Git's side lets an environment pass its freezes for the sake of a change, in milliseconds since 1970;
 * undefined: it does not. It says what the gate `calendar` says: an update or a promotion passes by an override of it
 * alone, and while that lasts; what has to happen has no such gate, a creation but a note.
 *
 * @param goesBack - it is a part of a series upgrade that goes back: production is down until it has arrived
 */
export function passesUntil(
  record: ChangeRecord,
  now: Date,
  goesBack = false,
): number | undefined {
  const { kind, state, overrides } = record;
  if (!DECIDED.includes(state)) return undefined;
  const passes = PASSING.includes(kind) || (goesBack && kind === 'update');
  if (passes) return committedAt(record, now) + PASSES_MS;
  const until = overrides
    .filter(({ gate, valid }) => gate === 'calendar' && valid)
    .map(each => Date.parse(each.until));
  return until.length > 0 ? Math.max(...until) : undefined;
}

/** Nobody knows when what is approved will be committed: by the end of tomorrow, which all day long is the same. */
function committedAt(
  { state, conclusion, timeline }: ChangeRecord,
  now: Date,
): number {
  const applied = timeline.findLast(entry => entry.state === 'applied');
  const at = conclusion?.arrivedAt ?? conclusion?.at ?? applied?.at;
  return state === 'reconciling' && at !== undefined
    ? Date.parse(at)
    : Math.floor(now.getTime() / DAY_MS + 1) * DAY_MS;
}

/** Of the environments that pass, by `<tenant>/<stage>`: of changes under way alone, however many there ever were. */
export async function passingEnvironments(
  knex: Knex,
  now: Date,
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
    const until = passesUntil(record, now, goesBack) ?? 0;
    const known = passing.get(record.environment) ?? 0;
    if (until > Math.max(known, now.getTime())) {
      passing.set(record.environment, until);
    }
  }
  return passing;
}
