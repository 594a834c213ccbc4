import { KustomizationRecord, Time, findCondition } from '../../records';
import { MINUTE, moment, waited } from '../../words';
import { Finding } from '../Finding';
import { parseGoDuration } from '../goDuration';
import { Subject, committedAt } from '../Subject';
import { pending } from './pending';
import { brief, commitOf } from './revision';
import { readableSource } from './source';

/** Times its interval after which a Kustomization that was not reconciled has been forgotten. */
const LATE = 3;
const SHORTEST_SILENCE = 30 * MINUTE;

/** Ready says that what was fetched is applied; whether that is what is in Git, the source tells. */
export function compared(
  subject: Subject,
  kustomization: KustomizationRecord,
): Finding {
  const { environment, now } = subject;
  const { applied, lastReconciledAt, conditions } = kustomization;
  const readable = readableSource(subject, kustomization);
  if ('finding' in readable) return readable.finding;
  const { artifact } = readable.source;
  if (!artifact?.revision || !applied) {
    return {
      status: 'unknown',
      summary: `Flux is ready and does not say which revision it has ${
        applied ? 'fetched' : 'applied'
      }`,
    };
  }
  if (
    lastReconciledAt !== undefined &&
    silent(kustomization, lastReconciledAt, now)
  ) {
    return {
      status: 'unknown',
      since: lastReconciledAt,
      summary: `Flux last reconciled it on ${moment(
        lastReconciledAt,
      )} and called it ready then; it may have stopped`,
    };
  }
  const fetchedAt = artifact.lastUpdateTime;
  const holdsCommit = commitOf(applied) === environment.revision.commit;
  if (
    !holdsCommit &&
    (fetchedAt === undefined || fetchedAt < committedAt(subject))
  ) {
    return pending(subject, 'Flux has not fetched Git since the last commit');
  }
  if (artifact.revision !== applied) {
    return pending(
      subject,
      `Flux has fetched ${brief(artifact.revision)} and applied ${brief(
        applied,
      )}`,
      fetchedAt,
    );
  }
  if (lastReconciledAt === undefined) {
    // What was fetched is applied: Flux worked here at least until it was fetched.
    const signs = [
      findCondition(conditions, 'Ready')?.lastTransitionTime,
      fetchedAt,
    ].flatMap(sign => sign ?? []);
    const sign = signs.length > 0 ? Math.max(...signs) : undefined;
    if (silent(kustomization, sign, now)) return withoutHistory(sign);
  }
  const seen = fetchedAt === undefined ? '' : `, fetched ${moment(fetchedAt)}`;
  return { status: 'ok', summary: `In sync with ${brief(applied)}${seen}` };
}

/** Ready stands for ever once nobody looks any more: without a time of the last look it proves nothing for long. */
function withoutHistory(sign: Time | undefined): Finding {
  const last =
    sign === undefined
      ? 'no sign of its work has a time'
      : `the last sign of its work is of ${moment(sign)}`;
  return {
    status: 'unknown',
    since: sign,
    summary: `Flux does not say when it last reconciled it; ${last}, so it may have stopped. Newer releases of Flux keep a history that tells`,
  };
}

function silent(
  { interval = '10m' }: KustomizationRecord,
  lastSign: Time | undefined,
  now: number,
): boolean {
  const limit = Math.max(
    SHORTEST_SILENCE,
    LATE * (parseGoDuration(interval) ?? 0),
  );
  return waited(lastSign, now) > limit;
}
