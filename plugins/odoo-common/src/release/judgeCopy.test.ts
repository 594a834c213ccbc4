import {
  RECOVERY_NOW,
  factsOf,
  recoveryFactsOf,
  releaseOf,
  specOf,
} from '../testUtils';
import { CopyFacts, CopyRehearsal, judgeCopy } from './judgeCopy';

const old = releaseOf('18.0-2026.11.1');
const newer = releaseOf('18.0-2026.12.1', {
  releasedAt: '2026-12-01T08:00:00Z',
});
const next = releaseOf('19.0-2026.11.1', {
  series: '19.0',
  upgrade: { from: ['18.0'] },
});
const rehearsal: CopyRehearsal = {
  environment: 'harbour-civil-19/pre-production',
  copyTakenAt: '2026-11-20T12:00:00.000Z',
  verifiedAt: '2026-11-20T16:00:00.000Z',
};

function judge({ source, ...change }: Partial<CopyFacts> = {}) {
  return judgeCopy({
    environment: { tenant: 'harbour-civil-19', stage: 'production' },
    copyOf: {
      environment: 'harbour-civil/production',
      at: '2026-11-23T12:30:00+01:00',
    },
    restoresFiles: true,
    to: old,
    releases: [old, newer, next],
    rehearsals: [],
    now: new Date(RECOVERY_NOW),
    ...change,
    source: {
      spec: specOf({ schedule: 'stopped' }),
      release: old,
      recovery: recoveryFactsOf(factsOf()),
      ...source,
    },
  });
}
const source = (change: Partial<CopyFacts['source']>) =>
  change as CopyFacts['source'];
const copyAt = (at: string | undefined) => ({
  environment: 'harbour-civil/production',
  at,
});

describe('judgeCopy', () => {
  it('lets a copy begin whose moment lies in the backups of the source', () => {
    expect(judge()).toMatchObject({
      verdict: 'pass',
      summary: 'harbour-civil/production can be copied',
    });
    expect(judge({ copyOf: copyAt(undefined) }).verdict).toBe('pass');
    expect(judge({ to: newer }).verdict).toBe('pass');
  });

  it.each<[string, Partial<CopyFacts>, string, RegExp]>([
    [
      'the store was not read',
      { source: source({ recovery: {} }) },
      'blocked',
      /Backups: .*have not been read/,
    ],
    [
      'the store was read too long ago',
      { now: new Date('2026-11-23T14:00:00Z') },
      'blocked',
      /too long ago/,
    ],
    [
      'there is nothing to restore',
      {
        source: source({
          recovery: recoveryFactsOf(
            factsOf({ database: { newestRestorePoint: null, windows: [] } }),
          ),
        }),
      },
      'fail',
      /has none that could be restored/,
    ],
    [
      'the moment has not arrived in the store',
      { copyOf: copyAt('2026-11-23T11:59:00Z') },
      'blocked',
      /is not in the store yet/,
    ],
    [
      'the filestore has not arrived in the store',
      {
        copyOf: copyAt('2026-11-23T11:30:00Z'),
        source: source({
          recovery: recoveryFactsOf(
            factsOf({
              filestore: { newestRestorePoint: '2026-11-23T11:00:00.000Z' },
            }),
          ),
        }),
      },
      'blocked',
      /is not in the store yet/,
    ],
    [
      'the moment is older than the backups',
      { copyOf: copyAt('2026-10-01T08:00:00Z') },
      'fail',
      /no unbroken run/,
    ],
    [
      'it would be a production beside one that runs',
      { source: source({ spec: specOf({ schedule: 'always' }) }) },
      'fail',
      /harbour-civil\/production is not stopped/,
    ],
    [
      'no filestore can be restored',
      { restoresFiles: false },
      'fail',
      /restores no filestores/,
    ],
    [
      'the release is older than the data',
      { source: source({ release: newer }) },
      'fail',
      /is older than 18\.0-2026\.12\.1/,
    ],
  ])('keeps it back when %s', (_, change, verdict, because) => {
    const judged = judge(change);
    expect(judged).toMatchObject({ verdict });
    expect(judged.summary).toMatch(because);
  });

  describe('to another series', () => {
    const across = (change: Partial<CopyFacts> = {}) =>
      judge({ to: next, rehearsals: [rehearsal], ...change });

    it('goes where the release says that it migrates from there and a copy was seen well', () => {
      expect(across()).toMatchObject({
        verdict: 'pass',
        summary:
          'harbour-civil/production can be copied, and migrated from 18.0 to 19.0',
      });
    });

    it('needs no rehearsal to be one', () => {
      const environment = {
        tenant: 'harbour-civil-19',
        stage: 'pre-production',
      } as const;
      expect(
        across({
          environment,
          rehearsals: [],
          source: source({ spec: specOf({ schedule: 'always' }) }),
        }).verdict,
      ).toBe('pass');
    });

    describe('with a rehearsal in the record of the release', () => {
      const recorded = (change: object, copy: Partial<CopyFacts> = {}) =>
        across({
          to: {
            ...next,
            spec: {
              ...next.spec,
              evidence: {
                ...next.spec.evidence,
                rehearsals: [
                  {
                    from: old.metadata.name,
                    copyOf: 'harbour-civil/production',
                    copyTakenAt: '2026-11-19T08:00:00.000Z',
                    startedAt: '2026-11-19T12:00:00.000Z',
                    durationSeconds: 600,
                    databaseGiB: 10,
                    outcome: 'passed',
                    ...change,
                  },
                ],
              },
            },
          },
          ...copy,
        }).verdict;
      const aged = {
        copyTakenAt: '2026-11-01T08:00:00.000Z',
        startedAt: '2026-11-01T12:00:00.000Z',
      };

      it('needs no environment', () => {
        expect(recorded({}, { rehearsals: [] })).toBe('pass');
      });

      it('takes a younger copy that was seen well for an older record, however that ended', () => {
        expect(recorded(aged)).toBe('pass');
        expect(recorded({ outcome: 'failed' })).toBe('pass');
        expect(recorded(aged, { rehearsals: [] })).toBe('fail');
      });

      it('stays back when it failed after that', () => {
        const failed = {
          outcome: 'failed',
          startedAt: '2026-11-21T12:00:00.000Z',
        };
        expect(recorded(failed)).toBe('fail');
      });

      it("is nothing on another tenant's data, whatever stage is copied", () => {
        const foreign = { copyOf: 'harbour-rail/production' };
        expect(
          recorded(foreign, {
            rehearsals: [],
            copyOf: { environment: 'harbour-civil/staging' },
          }),
        ).toBe('blocked');
      });
    });

    it.each<[string, Partial<CopyFacts>, string, RegExp]>([
      [
        'does not say that it migrates from there',
        { to: { ...next, spec: { ...next.spec, upgrade: undefined } } },
        'blocked',
        /does not say that it migrates from 18\.0/,
      ],
      ['was not rehearsed', { rehearsals: [] }, 'blocked', /not rehearsed/],
      [
        'was not seen well where it is rehearsed',
        { rehearsals: [{ ...rehearsal, verifiedAt: undefined }] },
        'blocked',
        /has not been seen well/,
      ],
      [
        'was rehearsed on data that is too old',
        {
          rehearsals: [
            { ...rehearsal, copyTakenAt: '2026-11-10T12:00:00.000Z' },
          ],
        },
        'fail',
        /7 days are allowed/,
      ],
      [
        'meets a schema that a roll-back left behind',
        {
          source: source({
            upgrade: { schema: 3, schemaOf: '18.0-2026.12.1' },
          }),
        },
        'fail',
        /has the schema of 18\.0-2026\.12\.1/,
      ],
    ])('does not go when the release %s', (_, change, verdict, because) => {
      const judged = across(change);
      expect(judged).toMatchObject({ verdict });
      expect(judged.summary).toMatch(because);
    });
  });
});
