import { dayInWords, lengthInWords, momentInWords } from '../words';
import { UPLOAD_SECONDS, freshFact, secondsBetween } from './input';
import { Judged } from './Judged';

/** One sentence that never says more than was proven. */
export function claimOf({ restorable, tests }: Judged): string {
  if (restorable.state === 'unknown') {
    return `Not known whether it can be restored: ${restorable.summary}`;
  }
  if (restorable.state === 'none') {
    return `Cannot be restored: ${restorable.summary}`;
  }
  const to = `Restorable to ${momentInWords(restorable.to)}`;
  const [last] = tests;
  if (!last) return `${to}, never proven by a restore`;
  const day = dayInWords(last.finishedAt);
  if (last.outcome === 'failed') {
    return `${to} by what the store holds, but the restore of ${day} failed`;
  }
  const took =
    last.seconds === undefined ? '' : `, ${lengthInWords(last.seconds)}`;
  return `${to}, proven by a restore on ${day}${took}`;
}

/** Where the controller's claim and the store's truth differ, in words; the worse of the two counts. */
export function disagreementsOf({ input, restorable, rpo }: Judged): string[] {
  const claim = freshFact(input, 'controller')?.fact.claim;
  const report = freshFact(input, 'database')?.fact.report;
  if (!claim || !report) return [];
  const newest = report.backups
    .flatMap(({ status, finishedAt }) =>
      status === 'usable' && finishedAt ? finishedAt : [],
    )
    .sort()
    .at(-1);
  const said: string[] = [];
  if (
    claim.lastBackupAt &&
    (!newest || secondsBetween(newest, claim.lastBackupAt) > UPLOAD_SECONDS)
  ) {
    said.push(
      `The controller claims a backup at ${momentInWords(
        claim.lastBackupAt,
      )}; the newest usable one in the store ${
        newest ? `ended at ${momentInWords(newest)}` : 'does not exist'
      }`,
    );
  }
  const behind = ['missed', 'none'].includes(rpo.component.state);
  if (claim.archiving === true && (behind || restorable.state === 'none')) {
    said.push(
      `The controller claims that WAL is archived; ${rpo.component.summary}`,
    );
  }
  if (claim.archiving === false && restorable.state === 'restorable') {
    said.push(
      'The controller says that archiving WAL fails, though the store looks in order',
    );
  }
  if (
    claim.firstRestorePoint &&
    (!report.earliestRestorePoint ||
      secondsBetween(claim.firstRestorePoint, report.earliestRestorePoint) >
        UPLOAD_SECONDS)
  ) {
    said.push(
      `The controller claims to be restorable from ${momentInWords(
        claim.firstRestorePoint,
      )}; the store ${
        report.earliestRestorePoint
          ? `from ${momentInWords(report.earliestRestorePoint)}`
          : 'not at all'
      }`,
    );
  }
  return said;
}
