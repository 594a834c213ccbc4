import { TimelineMark, isFinal } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { TimelineMarks } from './TimelineMarks';

/** More than a chart can show. */
const AT_MOST = 500;

interface AppliedRow {
  id: string;
  summary: string;
  applied_at: string;
}

/** The changes of the environment that were committed, from then until they were over. */
export function changeMarks(knex: Knex): TimelineMarks {
  return {
    async of(environment, { from, to }) {
      const rows = await knex('changes as c')
        .join('commit_ledger as l', 'l.change_id', 'c.id')
        .where('c.environment', environment)
        .whereBetween('l.recorded_at', [from, to])
        .groupBy('c.id', 'c.summary')
        .min({ applied_at: 'l.recorded_at' })
        .orderBy('applied_at', 'desc')
        .limit(AT_MOST)
        .select<AppliedRow[]>('c.id', 'c.summary');
      return rows.map(toMark).reverse();
    },
  };
}

function toMark({ id, summary, applied_at }: AppliedRow): TimelineMark {
  const { kind, reason, state, updatedAt } = JSON.parse(summary);
  return {
    kind: 'change',
    title: `${kind}: ${reason}`,
    from: applied_at,
    to: isFinal(state) ? updatedAt : undefined,
    link: `/changes/${encodeURIComponent(id)}`,
  };
}
