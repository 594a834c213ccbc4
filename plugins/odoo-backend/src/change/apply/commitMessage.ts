import { countingApprovals } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../ChangeRecord';

const SUBJECT_MAX_LENGTH = 72;

const oneLine = (text: string) =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/**
 * Subject, reason and trailers (git-interpret-trailers(1)). Every value is forced onto one line: what a
 * person wrote can never become a trailer. The trailers are for readers; the ledger is the database.
 */
export function commitMessage(record: ChangeRecord): string {
  const verb = record.kind === 'create' ? 'Create' : 'Update';
  const subject = `${verb} ${record.environment}`.slice(0, SUBJECT_MAX_LENGTH);
  const trailers = [
    ['Change', record.id],
    ['Revision', String(record.revision)],
    ['Content-Hash', record.contentHash],
    ['Requested-by', record.requester],
    ...record.authors
      .filter(author => author !== record.requester)
      .map(author => ['Revised-by', author]),
    ...countingApprovals(record).map(({ approver }) => [
      'Approved-by',
      approver,
    ]),
  ].map(([name, value]) => `${name}: ${oneLine(value)}`);
  // A reason like `Approved-by: me` must not stand at the beginning of a line of its own.
  return [subject, `Reason: ${oneLine(record.reason)}`, trailers.join('\n')]
    .join('\n\n')
    .concat('\n');
}

/** When the content was decided: the last approval, or the revision itself where nobody is needed. */
export function decidedAt(record: ChangeRecord): Date {
  const written = record.timeline.filter(({ state }) => state === 'proposed');
  const times = [
    ...countingApprovals(record).map(({ at }) => at),
    ...written.slice(-1).map(({ at }) => at),
  ].sort();
  return new Date(times.at(-1) ?? record.createdAt);
}
