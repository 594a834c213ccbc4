import { Platform } from '@plumbline/plugin-odoo-common';
import {
  freezesKnownUntil,
  freezesPath,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { CommitLedgerRow } from '../../change/store/tables';
import { notePublished, readPublications } from './publications';

/**
 * Notes what the portal has pushed before it was stopped, so that Git's side is told of the files that are there. The
 * ledger has the commit since before the push, and the files say the rest.
 */
export async function noteLanded(
  knex: Knex,
  {
    head,
    ledgerName,
    platform,
    repository,
  }: {
    head: string;
    ledgerName: string;
    platform: Platform;
    repository: GitOpsRepository;
  },
): Promise<void> {
  const last = await knex<CommitLedgerRow>('commit_ledger')
    .where({ change_id: ledgerName })
    .orderBy('recorded_at', 'desc')
    .first();
  if (!last) return;
  const { commit, recorded_at } = last;
  const rows = await readPublications(knex);
  if (rows.some(row => row.commit === commit)) return;
  if (!(await repository.isAncestor(commit, head))) return;
  const [{ files }] = await repository.log(commit, { limit: 1 });
  const texts = await repository.read(
    commit,
    platform.clusters.map(freezesPath).filter(path => files.includes(path)),
  );
  const clusters = platform.clusters.flatMap(cluster => {
    const knownUntil = freezesKnownUntil(texts.get(freezesPath(cluster)) ?? '');
    return knownUntil === undefined
      ? []
      : [{ cluster: cluster.name, knownUntil: new Date(knownUntil) }];
  });
  await notePublished(knex, clusters, { commit, now: new Date(recorded_at) });
}
