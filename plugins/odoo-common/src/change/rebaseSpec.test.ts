import { changeOf } from '../testUtils';
import { rebaseSpec } from './rebaseSpec';

const seen = changeOf().spec;

describe('rebaseSpec', () => {
  it('keeps what the proposal changed and follows the environment in all else', () => {
    const proposed = { ...seen, schedule: 'office-hours' as const };
    const current = {
      ...seen,
      users: { named: 300 },
      data: { ...seen.data, databaseGiB: seen.data.databaseGiB + 5 },
    };
    expect(rebaseSpec(seen, proposed, current)).toEqual({
      ...current,
      schedule: 'office-hours',
    });
  });

  it('lets the proposal win where both changed the same field, and merges within an object', () => {
    const proposed = {
      ...seen,
      users: { named: 70 },
      data: { ...seen.data, filestoreGiB: 999 },
    };
    const current = {
      ...seen,
      users: { named: 60 },
      data: { ...seen.data, databaseGiB: 998 },
    };
    expect(rebaseSpec(seen, proposed, current)).toMatchObject({
      users: { named: 70 },
      data: { databaseGiB: 998, filestoreGiB: 999 },
    });
  });

  it('takes lists whole, and what was removed stays removed', () => {
    const before = { ...seen, recoveryRegion: 'westeurope' };
    const { recoveryRegion: _dropped, ...proposed } = before;
    const current = { ...before, integrations: ['bim-exchange'] };
    const rebased = rebaseSpec(before, proposed, current);
    expect(rebased).not.toHaveProperty('recoveryRegion');
    expect(rebased.integrations).toEqual(['bim-exchange']);
  });

  it('is the proposal itself while nothing has moved', () => {
    const proposed = { ...seen, users: { named: 70 } };
    expect(rebaseSpec(seen, proposed, seen)).toEqual(proposed);
  });
});
