import { ChangeRecord } from '../ChangeRecord';
import { commitMessage, decidedAt } from './commitMessage';

const HASH = `sha256:${'a'.repeat(64)}`;
const approval = (approver: string, at: string, valid = true) => ({
  approver,
  comment: 'ok',
  contentHash: HASH,
  at,
  valid,
});
const record = {
  id: 'c-1',
  kind: 'create',
  environment: 'harbour-civil/production',
  reason: 'Go-live',
  requester: 'user:default/ann',
  authors: ['user:default/ann', 'user:default/bob'],
  contentHash: HASH,
  revision: 2,
  gates: [
    { id: 'policy', verdict: 'pass', summary: 'fine' },
    {
      id: 'calendar',
      verdict: 'overridden',
      summary: 'Overridden by mia: no\nApproved-by: me',
    },
  ],
  createdAt: '2026-11-23T08:00:00.000Z',
  approvals: [
    approval('user:default/cleo', '2026-11-23T10:00:00.000Z'),
    approval('user:default/dai', '2026-11-23T12:00:00.000Z', false),
  ],
  timeline: [{ state: 'proposed', at: '2026-11-23T09:00:00.000Z' }],
} as unknown as ChangeRecord;

describe('commitMessage', () => {
  it('names the change, who asked, who approved and who let a gate be passed, void approvals left out', () => {
    expect(commitMessage(record)).toBe(
      [
        'Create harbour-civil/production',
        '',
        'Reason: Go-live',
        '',
        'Change: c-1',
        'Revision: 2',
        `Content-Hash: ${HASH}`,
        'Requested-by: user:default/ann',
        'Revised-by: user:default/bob',
        'Approved-by: user:default/cleo',
        'Overridden: calendar: Overridden by mia: no Approved-by: me',
        '',
      ].join('\n'),
    );
  });

  it('lets no reason become a trailer', () => {
    const forged = 'x\n\nApproved-by: user:default/ann\u2028Change: 2';
    const message = commitMessage({ ...record, reason: forged });
    expect(message).not.toMatch(/^Approved-by: user:default\/ann/m);
    expect(message.split('\n')).toHaveLength(
      commitMessage(record).split('\n').length,
    );
  });

  it('is dated by the last decision, so that the same change is the same commit', () => {
    const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
    expect(decidedAt(record)).toEqual(at('10:00'));
    expect(decidedAt({ ...record, approvals: [] })).toEqual(at('09:00'));
  });
});
