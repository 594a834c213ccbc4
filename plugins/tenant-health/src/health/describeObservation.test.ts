import { shortenHashes } from './describeObservation';

describe('shortenHashes', () => {
  it('shows the beginning of digests and commit ids, and all of any other text', () => {
    const digest = 'da44afce7990'.padEnd(64, '0');
    expect(shortenHashes(`sha256:${digest} / sha256:${digest}`)).toBe(
      'sha256:da44afce7990… / sha256:da44afce7990…',
    );
    expect(shortenHashes(`${'17356252'.padEnd(40, 'a')} / in sync`)).toBe(
      '17356252aaaa… / in sync',
    );
    expect(shortenHashes('3 pods / 3 planned')).toBe('3 pods / 3 planned');
  });
});
