import {
  RestorePlan,
  knownTests,
  planRestore,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { EnvironmentRow } from '../../readModel';
import { readFacts } from '../store';
import { readExpectedTests } from '../tests/readExpectedTests';

/** What a restore to a time would take, by what was last read of the store; nothing is executed. */
export async function planFor(
  knex: Knex,
  ref: string,
  { to, now }: { to: string; now: Date },
): Promise<RestorePlan> {
  const facts = (await readFacts(knex, [ref])).get(ref) ?? {};
  const { database, filestore } = facts;
  const isFresh = (fact: { expiresAt: string }) =>
    fact.expiresAt > now.toISOString();
  if (!database) {
    return notKnown(to, 'what its backup store holds has not been read');
  }
  if (!isFresh(database)) {
    return notKnown(
      to,
      `its backup store was last read at ${database.observedAt}, too long ago to rely on`,
    );
  }
  const expected = (await readExpectedTests(knex, [ref])).get(ref) ?? [];
  const results = facts['restore-tests']?.fact.results ?? [];
  return planRestore({
    to,
    database: database.fact.report,
    filestore:
      filestore && isFresh(filestore) ? filestore.fact.report : undefined,
    tests: knownTests(results, expected),
    sharedWith: await sharedWith(knex, ref),
    now,
  });
}

/** Others on the same database server, who would lose what they wrote since as well. */
async function sharedWith(knex: Knex, ref: string): Promise<string[]> {
  return knex<EnvironmentRow>('environments as o')
    .join('environments as e', 'e.database_server', 'o.database_server')
    .where('e.ref', ref)
    .whereNot('o.ref', ref)
    .whereNot('o.database_server', 'own')
    .orderBy('o.ref')
    .pluck('o.ref');
}

function notKnown(to: string, reason: string): RestorePlan {
  return {
    to: new Date(to).toISOString(),
    possible: false,
    summary: `Cannot be planned: ${reason}. See Sources.`,
    point: null,
    lostSeconds: null,
    backup: null,
    segments: null,
    estimatedSeconds: null,
    estimateBasis: 'nothing is known of its backups now',
    alsoTouched: [],
    nearest: { before: null, after: null },
  };
}
