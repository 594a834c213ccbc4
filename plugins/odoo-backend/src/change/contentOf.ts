import { Change, EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from './ChangeRecord';
import {
  OfferedKind,
  PreparedChange,
  ProposedContent,
  fileDiffs,
} from './propose';

/** The stored part of a change that follows from its content at a commit. */
export function contentOf(
  change: PreparedChange,
): Pick<
  ChangeRecord,
  | 'spec'
  | 'baseSpec'
  | 'files'
  | 'plan'
  | 'previousPlan'
  | 'head'
  | 'placement'
  | 'owner'
  | 'decommissioned'
  | 'release'
  | 'adopts'
> {
  const { spec, baseSpec, plan, placement, before, snapshot } = change;
  const { decommissioned, release } = change;
  const [from, to] = [before?.release, release].map(
    document => document?.metadata.name,
  );
  return {
    spec,
    baseSpec,
    plan,
    placement,
    previousPlan: before?.plan,
    files: fileDiffs(change.adoptedFiles ?? change),
    head: snapshot.head,
    owner: before?.spec.owner ?? spec.owner,
    // Named also where it is absent: a new revision may bring none any more.
    release: to && to !== from ? { from, to } : undefined,
    // Named also where it adopts nothing any more.
    adopts: change.adopts,
    ...(decommissioned && { decommissioned }),
  };
}

/** What a stored change proposes, to be worked out again. */
export function proposedBy(record: ChangeRecord): ProposedContent {
  return {
    kind: record.kind as OfferedKind,
    ref: refOf(record),
    spec: record.spec,
    baseSpec: record.baseSpec,
    placement: record.placement,
    rollBack: record.rollBack,
    restoreTest: record.restoreTest && {
      id: record.id,
      ...record.restoreTest,
    },
  };
}

export function refOf({ environment }: Pick<Change, 'environment'>) {
  const [tenant, stage] = environment.split('/');
  return { tenant, stage } as EnvironmentRef;
}
