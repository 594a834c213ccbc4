import { countingApprovals } from '@plumbline/plugin-odoo-common';
import { PullRequestText } from '@plumbline/plugin-odoo-node';
import { ChangeRecord } from '../../ChangeRecord';

/** As code, on one line: what a person wrote mentions nobody and forms nothing. */
const code = (text: string) =>
  `\`${text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[`|]/g, "'")
    .trim()}\``;

/** Subject and body of a commit message. */
export function mergeText(message: string): PullRequestText {
  const [title, ...body] = message.split('\n\n');
  return { title, body: body.join('\n\n') };
}

/** What a reader at the host has to know. */
export function pullRequestText(
  record: ChangeRecord,
  message: string,
  link?: string,
): PullRequestText {
  const page = link ? `[the page of the change](${link})` : 'its page';
  const rows = [
    ['Change', `${code(record.id)}, revision ${record.revision}`],
    ['Requested by', code(record.requester)],
    ['Reason', code(record.reason)],
    [
      'Approved by',
      countingApprovals(record)
        .map(({ approver }) => code(approver))
        .join(', ') || 'nobody has to',
    ],
    ['Content hash', code(record.contentHash)],
  ].map(([name, value]) => `| ${name} | ${value} |`);
  return {
    title: mergeText(message).title,
    body: [
      `Plumbline merges this once the required checks have passed. It is changed or cancelled on ${page}.`,
      ['| | |', '| --- | --- |', ...rows].join('\n'),
      'Nobody else merges it, and what anybody else pushes to this branch is not merged.',
    ].join('\n\n'),
  };
}
