import {
  ReconciliationFacts,
  ReconciliationReport,
  judgeReconciliation,
} from '@plumbline/plugin-odoo-common';
import { copyOnItsWay } from './copyOnItsWay';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { arrivalOf } from './arrivalOf';
import { projectOnItsWay } from './projectOnItsWay';

const SHORT_ID = 7;

type Verifying = Pick<
  ChangeContext,
  | 'evidence'
  | 'freezes'
  | 'platform'
  | 'recovery'
  | 'registry'
  | 'repository'
  | 'verifyTimeoutMs'
>;

/**
 * Whether the cluster has arrived where the commit of the change leads. Once another release has come, what is seen is
 * that one's: the change ends without evidence of its own.
 */
export async function verifyChange(
  record: ChangeRecord,
  context: Verifying,
  now: Date,
): Promise<ReconciliationReport> {
  const next = await context.evidence.replacedBy(record.id);
  if (next) {
    const note = `Replaced by ${next} before it was seen to be well`;
    return { done: true, note };
  }
  const facts = await reconciliationFacts(record, context, now);
  const report = judgeReconciliation(facts);
  if (!report.done) return report;
  return (await projectOnItsWay(record, context, facts)) ?? report;
}

/** What has been seen of the environment since the commit of the change. */
export async function reconciliationFacts(
  record: ChangeRecord,
  {
    evidence,
    freezes,
    platform,
    recovery,
    registry,
    repository,
    verifyTimeoutMs,
  }: Verifying,
  now: Date,
): Promise<ReconciliationFacts> {
  const { commit, at } = arrivalOf(record);
  const { syncedRevision, ...seen } = await evidence.of(
    record.environment,
    now,
  );
  const copy = await copyOnItsWay(record, { platform, recovery, registry }, at);
  return {
    ...seen,
    takesLong: copy?.words,
    commit: commit.slice(0, SHORT_ID),
    cluster: record.placement.cluster,
    controller: controllerOf(record, platform),
    appliedAt: at,
    now,
    stuckAfterMs: verifyTimeoutMs + (copy?.lateAfterMs ?? 0),
    heldBack: await freezes?.trouble(record.placement.cluster),
    synced:
      syncedRevision !== undefined &&
      (await contains({ registry, repository }, syncedRevision, commit)),
  };
}

function controllerOf(
  { placement }: ChangeRecord,
  { clusters }: ChangeContext['platform'],
): string {
  const cluster = clusters.find(({ name }) => name === placement.cluster);
  return cluster?.gitops === 'flux' ? 'Flux' : 'Argo CD';
}

/** A controller may report a branch or a tag: only a commit says what it has. */
async function contains(
  { registry, repository }: Pick<ChangeContext, 'registry' | 'repository'>,
  revision: string,
  commit: string,
): Promise<boolean> {
  if (revision === commit) return true;
  if (!/^[0-9a-f]{40}$/.test(revision)) return false;
  // Brings this clone up to the head that the replicas know, in case another one fetched it.
  await registry.snapshot();
  return repository.isAncestor(commit, revision);
}
