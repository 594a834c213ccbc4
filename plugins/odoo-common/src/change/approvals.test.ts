import { DEFAULT_TIERS } from '../platform/tiers';
import { approvalsNeeded, countingApprovals } from './approvals';

const HASH = 'sha256:1';

describe('approvalsNeeded', () => {
  const platform = { tiers: DEFAULT_TIERS };
  it('takes the stricter tier of before and after, and production apart', () => {
    expect(approvalsNeeded(platform, 'production', [1, 3])).toBe(2);
    expect(approvalsNeeded(platform, 'production', [3])).toBe(1);
    expect(approvalsNeeded(platform, 'staging', [3])).toBe(0);
    expect(approvalsNeeded(platform, 'staging', [3, 2])).toBe(1);
  });
});

describe('countingApprovals', () => {
  const by = (approver: string, more = {}) => ({
    approver,
    comment: 'ok',
    contentHash: HASH,
    at: '2026-11-23T08:00:00Z',
    valid: true,
    ...more,
  });
  it('counts a person once, for this content, and never an author', () => {
    const counted = countingApprovals({
      authors: ['ann'],
      contentHash: HASH,
      approvals: [
        by('ann'),
        by('bob'),
        by('bob'),
        by('cleo', { valid: false }),
        by('dai', { contentHash: 'sha256:2' }),
      ],
    });
    expect(counted.map(({ approver }) => approver)).toEqual(['bob']);
  });
});
