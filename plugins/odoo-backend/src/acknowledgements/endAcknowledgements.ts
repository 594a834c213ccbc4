import {
  Assessment,
  Observation,
  ProbeId,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { isStillMeant, stateOfProbe, stateOfVerdict } from './stateOf';
import { AcknowledgementRow } from './tables';

/** An acknowledgement is of one state and ends with it. A mute is of a stretch of time and stays. */
export async function endAcknowledgements(
  trx: Knex.Transaction,
  judged: readonly {
    row: { environment: string };
    assessment: Pick<Assessment, 'verdict'>;
  }[],
  observations: ReadonlyMap<string, readonly Observation[]>,
  now: Date,
): Promise<void> {
  const verdicts = new Map(
    judged.map(({ row, assessment }) => [row.environment, assessment.verdict]),
  );
  const rows = await trx<AcknowledgementRow>('acknowledgements')
    .whereIn('environment', [...verdicts.keys()])
    .where({ kind: 'acknowledge' });
  const ended = rows.filter(row => {
    const verdict = verdicts.get(row.environment);
    if (!verdict) return false;
    const present = row.probe
      ? stateOfProbe(
          row.probe as ProbeId,
          observations.get(row.environment) ?? [],
          now,
        )
      : stateOfVerdict(verdict);
    return !isStillMeant(row, present);
  });
  if (ended.length === 0) return;
  await trx<AcknowledgementRow>('acknowledgements')
    .whereIn(
      'id',
      ended.map(({ id }) => id),
    )
    .delete();
}
