import { RecoveryDetail, matchResults } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  RecoverySummaryRow,
  recoverySummaryColumns,
  toAssessment,
  toRecoverySummary,
} from '../list';
import { readRecords } from '../records/readRecords';
import { readFacts } from '../store';
import { readExpectedTests } from '../tests/readExpectedTests';
import { Runbook, runbookFor } from './runbookFor';

/** One environment with everything that is known of its recovery; `undefined` when there is none of that name. */
export async function readRecovery(
  knex: Knex,
  ref: string,
  { runbooks, now }: { runbooks: readonly Runbook[]; now: Date },
): Promise<RecoveryDetail | undefined> {
  const row: RecoverySummaryRow | undefined = await knex('environments as e')
    .leftJoin('recovery_assessments as r', 'r.environment', 'e.ref')
    .where('e.ref', ref)
    .first(...recoverySummaryColumns);
  if (!row) return undefined;

  const known = (await readFacts(knex, [ref])).get(ref) ?? {};
  const expected = (await readExpectedTests(knex, [ref])).get(ref) ?? [];
  const records = (await readRecords(knex, [ref])).get(ref) ?? [];
  const summary = toRecoverySummary(row, now);
  const { database, filestore, copies, controller, alerting } = known;
  const results = known['restore-tests']?.fact.results ?? [];
  return {
    ...summary,
    assessment: toAssessment(row, now),
    database: stamped(database, ({ report }) => report),
    filestore: stamped(filestore, ({ report }) => report),
    copies: stamped(copies, fact => fact.copies),
    controller: stamped(controller, ({ claim }) => claim),
    alerting: stamped(alerting, ({ rules }) => rules),
    tests: matchResults(results, expected),
    records,
    runbook: runbookFor(runbooks, summary),
    pendingTest: expected.find(({ endedAt }) => endedAt === undefined)?.change,
  };
}

interface Sourced<F> {
  fact: F;
  observedAt: string;
  expiresAt: string;
  source: { collector: string; scope: string };
}

function stamped<F, T>(sourced: Sourced<F> | undefined, of: (fact: F) => T) {
  if (!sourced) return null;
  const { fact, observedAt, expiresAt, source } = sourced;
  return { value: of(fact), observedAt, expiresAt, source };
}
