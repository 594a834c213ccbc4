import {
  ChangeAction,
  ChangeActor,
  ChangeEffect,
  ChangeFacts,
  ChangeLife,
  Refusal,
  decide,
  isRefusal,
} from '@plumbline/plugin-odoo-common';
import { ChangeContext } from './ChangeContext';
import { ChangeRecord } from './ChangeRecord';
import { refusalError } from './refusalError';
import { StoredChange } from './store';

export const PORTAL: ChangeActor = { type: 'portal' };

export type Advanced =
  | { stored: StoredChange; effects: ChangeEffect[] }
  | Refusal;

/**
 * The one way a stored change moves: the rules decide, and what they decided is stored only if nobody moved
 * the change meanwhile.
 *
 * @param options - `content`: what a new revision or a moved head brings; the rules know nothing of it
 */
export async function advance(
  context: Pick<ChangeContext, 'store' | 'expireAfterMs'>,
  read: StoredChange,
  action: ChangeAction,
  options: {
    actor: ChangeActor;
    now: Date;
    lostApprovers?: readonly string[];
    lostOverriders?: readonly string[];
    content?: Partial<Omit<ChangeRecord, keyof ChangeLife>>;
  },
): Promise<Advanced> {
  const { actor, now, lostApprovers, lostOverriders, content } = options;
  const facts: ChangeFacts = {
    now,
    lostApprovers,
    lostOverriders,
    expireAfterMs: context.expireAfterMs,
  };
  const outcome = decide(read.record, action, actor, facts);
  if (isRefusal(outcome)) return outcome;
  const { next, effects } = outcome;
  if (next === read.record && !content) return { stored: read, effects };
  const record: ChangeRecord = { ...read.record, ...next, ...content };
  if (JSON.stringify(record) === JSON.stringify(read.record)) {
    return { stored: read, effects };
  }
  const stored = await context.store.replace(read, record, {
    now,
    commits: effects.includes('record-commit')
      ? madeBy(action, record)
      : undefined,
    forgotten: effects.includes('forget-commit')
      ? onItsWay(read.record)
      : undefined,
  });
  return { stored, effects };
}

/** Commits of this step: one that is about to leave the portal, or all that a host made of it. */
function madeBy(
  action: ChangeAction,
  { conclusion, commit }: ChangeRecord,
): readonly string[] {
  if ('merged' in action && action.merged) return action.merged;
  const one = onItsWay({ conclusion, commit });
  return one === undefined ? [] : [one];
}

function onItsWay({
  conclusion,
  commit,
}: Pick<ChangeRecord, 'conclusion' | 'commit'>): string | undefined {
  return conclusion?.commit ?? commit;
}

/** What was stored. Fails with NotAllowedError or ConflictError when the rules refused. */
export function settled(outcome: Advanced): StoredChange {
  if ('refused' in outcome) throw refusalError(outcome);
  return outcome.stored;
}
