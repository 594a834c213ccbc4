import { environmentQuerySchema } from '@plumbline/plugin-odoo-common';
import { nextSort, readListUrl, withParameter } from './listUrl';

const FILTERS = ['stage', 'tier', 'verdict', 'q'];
const read = (search: string) =>
  readListUrl(new URLSearchParams(search), FILTERS, environmentQuerySchema);

describe('listUrl', () => {
  it('reads the filters of the contract and leaves the rest alone', () => {
    expect(read('stage=qa,staging&tier=1&q=civil&theme=dark')).toEqual({
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
    expect(read('verdict=green&tier=9&stage=qa')).toEqual({
      valid: false,
      problem: 'tier=9, verdict=green',
    });
  });

  it('goes back to the first page with another filter or order', () => {
    const page2 = new URLSearchParams('q=civil&cursor=abc');
    expect(String(withParameter(page2, 'verdict', 'ok'))).toBe(
      'q=civil&verdict=ok',
    );
    expect(String(withParameter(page2, 'q', ''))).toBe('');
    expect(nextSort('-verdict', 'verdict')).toBe('verdict');
    expect(nextSort('verdict', 'verdict')).toBe('-verdict');
  });
});
