import { CHANGE_STATES } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../change/ChangeRecord';
import { decidedAt } from '../change/apply/commitMessage';
import { fromRow } from '../change/store/changeRow';
import { ChangeRow } from '../change/store/tables';

const HOUR_MS = 60 * 60 * 1000;

/** How long a change without a calendar gate passes after each of its decisions: by then it has arrived, or somebody looks. */
const PASSES_MS = 24 * HOUR_MS;

/** Only what is decided passes: what nobody has approved yet leaves a freeze as it is. */
const DECIDED: (typeof CHANGE_STATES)[number][] = ['approved', 'reconciling'];

/**
 * Until when Git's side lets an environment pass its freezes for the sake of a change, in milliseconds since 1970;
 * undefined: it does not. It says what the gate `calendar` says: an update or a promotion passes by an override of it
 * alone, and while that lasts; every other kind has no such gate, a creation but a note.
 */
export function passesUntil(record: ChangeRecord): number | undefined {
  const { kind, state, conclusion, overrides } = record;
  if (!DECIDED.includes(state)) return undefined;
  if (kind !== 'update' && kind !== 'promote') {
    const begun = conclusion ? new Date(conclusion.at) : decidedAt(record);
    return begun.getTime() + PASSES_MS;
  }
  const until = overrides
    .filter(({ gate, valid }) => gate === 'calendar' && valid)
    .map(each => Date.parse(each.until));
  return until.length > 0 ? Math.max(...until) : undefined;
}

/** Of the environments that pass, by `<tenant>/<stage>`. What is over is left out. */
export async function passingEnvironments(
  knex: Knex,
  now: Date,
): Promise<Map<string, number>> {
  const rows = await knex<ChangeRow>('changes')
    .whereIn('state', DECIDED)
    .select('document', 'version');
  const passing = new Map<string, number>();
  for (const row of rows) {
    const { record } = fromRow(row);
    const until = passesUntil(record) ?? 0;
    const known = passing.get(record.environment) ?? 0;
    if (until > Math.max(known, now.getTime())) {
      passing.set(record.environment, until);
    }
  }
  return passing;
}
