import { Refusal } from '../change/life';
import { FieldError } from '../validation/fieldError';
import { endOfDay } from './assess/evidence';
import { RecoveryRecord, RecoveryStatement } from './records';

export interface RecordActor {
  ref: string;
  /** Holds the permission by which such a statement is confirmed. */
  mayConfirm: boolean;
}

const refuse = (refused: Refusal['refused'], message: string): Refusal => ({
  refused,
  message,
});

/**
 * What becomes of a statement when somebody confirms or withdraws it. Its author never confirms it, whatever else
 * they may do: one pair of eyes is none.
 */
export function decideRecord(
  record: RecoveryRecord,
  action: 'confirm' | 'withdraw',
  actor: RecordActor,
  now: Date,
): RecoveryRecord | Refusal {
  const at = now.toISOString();
  const { author, statement } = record;
  if (action === 'confirm' && actor.ref === author) {
    return refuse('forbidden', 'You stated this: somebody else confirms it');
  }
  if (!actor.mayConfirm && !(action === 'withdraw' && actor.ref === author)) {
    return refuse('forbidden', `You may not ${action} this`);
  }
  if (record.withdrawnAt) {
    return refuse('conflict', `It was withdrawn by ${record.withdrawnBy}`);
  }
  if (action === 'withdraw') {
    return { ...record, withdrawnBy: actor.ref, withdrawnAt: at };
  }
  if (record.confirmedAt) {
    return refuse('conflict', `It was confirmed by ${record.confirmedBy}`);
  }
  if (statement.kind === 'exemption' && endOfDay(statement.until) <= at) {
    return refuse('conflict', `The exemption ended on ${statement.until}`);
  }
  return { ...record, confirmedBy: actor.ref, confirmedAt: at };
}

const DAY_MS = 86_400_000;
/** Whoever needs longer states it again. */
const EXEMPTION_DAYS = 366;

/** What is wrong with a statement whose fields have the right shape, as of now. */
export function checkStatement(
  statement: RecoveryStatement,
  now: Date,
): FieldError[] {
  const today = now.toISOString().slice(0, 10);
  if (statement.kind === 'exemption') {
    const latest = new Date(now.getTime() + EXEMPTION_DAYS * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const { until } = statement;
    return until >= today && until <= latest
      ? []
      : [
          {
            path: 'until',
            message: until < today ? 'lies behind' : 'is too far ahead',
            accepted: `a day from ${today} to ${latest}`,
          },
        ];
  }
  const { startedAt, finishedAt } = statement;
  const [begin, end] = [Date.parse(startedAt), Date.parse(finishedAt)];
  return end > begin && end <= now.getTime()
    ? []
    : [
        {
          path: 'finishedAt',
          message: end > begin ? 'lies ahead' : 'is not after startedAt',
          accepted: 'a time after startedAt that is not ahead',
        },
      ];
}
