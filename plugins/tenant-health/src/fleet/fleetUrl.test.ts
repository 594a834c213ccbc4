import { hasFilters, nextSort, readFleetUrl, withParameter } from './fleetUrl';

describe('fleetUrl', () => {
  it('reads the filters of the contract and leaves the rest alone', () => {
    const read = readFleetUrl(
      new URLSearchParams('stage=qa,staging&tier=1&q=civil&theme=dark'),
    );
    expect(read).toEqual({
      valid: true,
      query: {
        stage: ['qa', 'staging'],
        tier: [1],
        q: 'civil',
        sort: '-verdict',
        limit: 50,
      },
    });
  });

  it('names what it does not understand rather than showing everything', () => {
    expect(
      readFleetUrl(new URLSearchParams('verdict=green&tier=9&stage=qa')),
    ).toEqual({ valid: false, problem: 'tier=9, verdict=green' });
  });

  it('goes back to the first page with another filter or order', () => {
    const page2 = new URLSearchParams('q=civil&cursor=abc');
    expect(String(withParameter(page2, 'verdict', 'ok'))).toBe(
      'q=civil&verdict=ok',
    );
    expect(String(withParameter(page2, 'q', ''))).toBe('');
    expect(hasFilters(page2)).toBe(true);
    expect(hasFilters(new URLSearchParams('sort=tier&cursor=abc'))).toBe(false);
    expect(nextSort('-verdict', 'verdict')).toBe('verdict');
    expect(nextSort('verdict', 'verdict')).toBe('-verdict');
  });
});
