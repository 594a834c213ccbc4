import type { EnvironmentSpec } from '../../environment/spec';
import { platformOf, releaseOf, specOf } from '../../testUtils';
import { takeBack } from './takeBack';

const release = releaseOf(specOf().odoo.release);
const base = specOf({
  users: { named: 50 },
  data: { databaseGiB: 20, filestoreGiB: 40 },
  schedule: 'always',
});
const changed: EnvironmentSpec = { ...base, users: { named: 90 } };

const take = (
  spec: EnvironmentSpec,
  present: EnvironmentSpec = spec,
  baseSpec = base,
) =>
  takeBack(
    { tenant: 'harbour-civil', stage: 'staging' },
    { baseSpec, spec },
    present,
    {
      platform: platformOf(),
      releases: [release],
      takenHostnames: new Map(),
      now: new Date('2026-11-23T12:00:00Z'),
    },
  );

describe('takeBack', () => {
  it('keeps what came after, the release, and volumes that have grown', () => {
    const grown: EnvironmentSpec = {
      ...changed,
      data: { databaseGiB: 60, filestoreGiB: 40 },
    };
    const present: EnvironmentSpec = { ...grown, hold: '2026-12-24' };
    expect(take(grown, present)).toEqual({
      spec: { ...present, users: { named: 50 } },
    });
  });

  const legalEntities = [
    { id: 'rail', timeZone: 'Europe/Berlin', calendar: 'rail' },
  ];
  it.each<
    [string, [EnvironmentSpec, EnvironmentSpec?, EnvironmentSpec?], RegExp]
  >([
    [
      'what somebody changed again since',
      [changed, { ...changed, users: { named: 120 } }],
      /^spec\.users\.named was changed again since/,
    ],
    [
      'a tier, which a lower one would leave without its recovery',
      [{ ...base, tier: 1 }, undefined, { ...base, tier: 2 }],
      /^spec\.tier would change.*propose it as an update/,
    ],
    [
      'an owner, whose people approve',
      [{ ...base, owner: 'group:default/another-erp' }],
      /^spec\.owner would change/,
    ],
    [
      'the legal entities, whose calendars close',
      [{ ...base, legalEntities }],
      /^spec\.legalEntities would change/,
    ],
    [
      'the residency of its data',
      [{ ...base, residency: [...base.residency, 'northeurope'] }],
      /^spec\.residency would change/,
    ],
    [
      'a hold, which keeps releases away',
      [{ ...base, hold: '2026-12-24' }],
      /^spec\.hold would change.*propose it as an update/,
    ],
    [
      'growth alone: no volume shrinks',
      [{ ...base, data: { databaseGiB: 60, filestoreGiB: 80 } }],
      /^nothing of what it did is left/,
    ],
    [
      'what no spec may be any more',
      [base, undefined, { ...base, expires: '2026-11-01' }],
      /^spec\.expires: lies in the past/,
    ],
  ])('leaves %s', (_, specs, problem) => {
    expect(take(...specs)).toEqual({
      problem: expect.stringMatching(problem),
    });
  });
});
