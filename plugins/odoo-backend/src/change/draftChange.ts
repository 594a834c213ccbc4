import {
  ChangeActor,
  ParentKind,
  TestedRestore,
  decide,
  formatEnvironmentRef,
  isRefusal,
} from '@plumbline/plugin-odoo-common';
import { randomUUID } from 'node:crypto';
import { evaluateGates } from '../gates';
import { PORTAL } from './advance';
import { ChangeContext } from './ChangeContext';
import { ChangeRecord } from './ChangeRecord';
import { contentOf } from './contentOf';
import { DrawnTest, PreparedChange } from './propose';
import { refusalError } from './refusalError';

/** What a change is a part of. */
export interface ChangeParent {
  id: string;
  kind: ParentKind;
}

/** A first revision with its gates evaluated, not stored yet: what a dry run shows is what is then stored. */
export async function draftChange(
  context: Pick<ChangeContext, 'gates' | 'expireAfterMs'>,
  prepared: PreparedChange,
  actor: ChangeActor,
  options: { reason: string; now: Date; parent?: ChangeParent },
): Promise<ChangeRecord> {
  const { contentHash, approvalsNeeded, kind, ref, restoreTest, rollBack } =
    prepared;
  const { now, reason, parent } = options;
  const facts = { now, expireAfterMs: context.expireAfterMs };
  const proposed = decide(
    undefined,
    { type: 'propose', kind, contentHash, approvalsNeeded },
    actor,
    facts,
  );
  if (isRefusal(proposed)) throw refusalError(proposed);
  const gates = await evaluateGates(context.gates, prepared, {
    parent: parent?.id,
  });
  const gated = decide(
    proposed.next,
    { type: 'gate', contentHash, gates },
    PORTAL,
    facts,
  );
  if (isRefusal(gated)) throw refusalError(gated);
  return {
    id: restoreTest?.id ?? randomUUID(),
    environment: formatEnvironmentRef(ref),
    reason,
    ...contentOf(prepared),
    ...(restoreTest && { restoreTest: tested(restoreTest) }),
    ...(rollBack && { rollBack }),
    ...(parent && { parent: parent.id, parentKind: parent.kind }),
    ...gated.next,
  };
}

/** The id is the change's own. */
function tested({ id, ...drawn }: DrawnTest): TestedRestore {
  return drawn;
}
