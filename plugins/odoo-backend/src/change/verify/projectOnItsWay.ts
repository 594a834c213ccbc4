import {
  ReconciliationFacts,
  ReconciliationReport,
  environmentName,
  environmentRefSchema,
  judgeProject,
} from '@plumbline/plugin-odoo-common';
import { clusterEntry } from '@plumbline/plugin-odoo-golden-path';
import { entryProject } from '../../freezes';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { arrivalOf } from './arrivalOf';

/**
 * What is awaited of the Argo CD project of an environment, whose sync windows keep its freezes; undefined: the cluster
 * has it where the commit of the change has it, or freezes are not kept in Git, or nobody tells of Applications there.
 * With Flux there is nothing to await: no entry says whether it is suspended.
 */
export async function projectOnItsWay(
  record: ChangeRecord,
  {
    evidence,
    platform,
    repository,
  }: Pick<ChangeContext, 'evidence' | 'platform' | 'repository'>,
  facts: Pick<
    ReconciliationFacts,
    'cluster' | 'appliedAt' | 'now' | 'stuckAfterMs'
  >,
): Promise<Extract<ReconciliationReport, { done: false }> | undefined> {
  if (!platform.gitops.syncWindows) return undefined;
  const ref = environmentRefSchema.parse(record.environment);
  const application = environmentName(ref);
  const seen = await evidence.projectOf(facts.cluster, application);
  if (!seen) return undefined;
  const { commit } = arrivalOf(record);
  const path = clusterEntry(facts.cluster, ref);
  const texts = await repository.read(commit, [path]);
  const wanted = entryProject(texts.get(path));
  return wanted === undefined
    ? undefined
    : judgeProject({ ...facts, application, wanted, seen });
}
