import { ChangeKind, countingApprovals } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../ChangeRecord';

const SUBJECT_MAX_LENGTH = 72;

const VERBS: Partial<Record<ChangeKind, string>> = {
  create: 'Create',
  update: 'Update',
  promote: 'Promote',
  'roll-back': 'Roll back',
  'restore-test': 'Restore test of',
  decommission: 'Stop',
};

/** Of the second commit of a change that has two. */
const SECOND_VERBS: Partial<Record<ChangeKind, string>> = {
  'restore-test': 'Remove restore test of',
  decommission: 'Decommission',
};

const oneLine = (text: string) =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/**
 * Subject, reason and trailers (git-interpret-trailers(1)). Every value is forced onto one line: what a
 * person wrote can never become a trailer. The trailers are for readers; the ledger is the database.
 */
export function commitMessage(record: ChangeRecord): string {
  const { kind, environment, reason, release } = record;
  const moved = kind === 'promote' || kind === 'roll-back';
  const to = moved && release ? ` to ${release.to}` : '';
  const title = `${VERBS[kind] ?? kind} ${environment}${to}`;
  return messageOf(record, title, reason);
}

/** Of the commit that takes a restore test or an environment out of the repository, or brings the environment back. */
export function secondMessage(record: ChangeRecord): string {
  const { kind, environment, conclusion } = record;
  const isTakenBack =
    kind === 'decommission' && conclusion?.outcome === 'cancelled';
  const verb = isTakenBack ? 'Bring back' : SECOND_VERBS[kind] ?? kind;
  return messageOf(record, `${verb} ${environment}`, conclusion?.note ?? '');
}

function messageOf(
  record: ChangeRecord,
  title: string,
  reason: string,
): string {
  const subject = title.slice(0, SUBJECT_MAX_LENGTH);
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
    ...(record.adopts ?? []).map(({ commit, author }) => [
      'Adopts',
      `${commit} by ${author}`,
    ]),
    ...record.gates
      .filter(({ verdict }) => verdict === 'overridden')
      .map(({ id, summary }) => ['Overridden', `${id}: ${summary}`]),
  ].map(([name, value]) => `${name}: ${oneLine(value)}`);
  // A reason like `Approved-by: me` must not stand at the beginning of a line of its own.
  return [subject, `Reason: ${oneLine(reason)}`, trailers.join('\n')]
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
