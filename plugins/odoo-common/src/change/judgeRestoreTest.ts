import { SignedRestoreTest } from '../recovery/restoreTest';
import { lengthInWords, momentInWords } from '../recovery/words';
import { TestedRestore } from './change';

export type RestoreTestReport =
  | {
      ended: true;
      outcome: 'passed' | 'failed';
      note: string;
      result?: SignedRestoreTest;
    }
  | { ended: false; what: string; stuck: boolean };

/**
 * Where a restore test stands, by the results that were found for its nonce (`matchResults`). Only a signed one
 * ends it; without one it has failed when its time is over: a restore that nobody can show has not happened.
 */
export function judgeRestoreTest(
  { nonce, deadline }: Required<Pick<TestedRestore, 'nonce' | 'deadline'>>,
  results: readonly SignedRestoreTest[],
  now: Date,
): RestoreTestReport {
  const found = results.filter(({ result }) => result.nonce === nonce);
  const signed = found.find(({ proof }) => proof === 'signed');
  if (signed) {
    const { outcome, summary, startedAt, finishedAt } = signed.result;
    const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
    const took = lengthInWords(seconds);
    return {
      ended: true,
      outcome,
      note: `Restore test ${outcome} in ${took}: ${summary}`,
      result: signed,
    };
  }
  const [claimed] = found;
  const doubt = claimed?.reason ?? 'it is not signed';
  if (now.toISOString() >= deadline) {
    return {
      ended: true,
      outcome: 'failed',
      note: claimed
        ? `No result that counts came in time; the one that is there is only claimed: ${doubt}`
        : `No result came until ${momentInWords(deadline)}`,
    };
  }
  return {
    ended: false,
    what: claimed
      ? `a signed result; the one that is there is only claimed: ${doubt}`
      : `the signed result of the restore test, until ${momentInWords(
          deadline,
        )}`,
    stuck: claimed !== undefined,
  };
}
