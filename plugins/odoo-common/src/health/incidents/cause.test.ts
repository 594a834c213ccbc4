import { Assessment } from '../assess';
import { VerdictStatus } from '../verdict';
import { Cause, CauseInput, causeOf } from './cause';
import { incidentId, parseIncidentId } from './incidentId';

const verdict = (status: VerdictStatus): Assessment['verdict'] => ({
  status,
  evidence: 'fresh',
  coverage: { collected: 1, required: 1 },
  summary: '',
  riskAhead: [],
});
const cause = (
  assessment: Partial<Omit<Assessment, 'verdict'>>,
  change: Partial<Omit<CauseInput, 'assessment'>> = {},
  status: VerdictStatus = 'critical',
) =>
  causeOf({
    environment: 'harbour-civil/qa',
    cluster: 'aks-north-1',
    databaseServer: 'shared-1',
    release: { version: '18.0-2026.11.1', since: '2026-11-20T08:00:00.000Z' },
    goldenPath: '1.1',
    since: '2026-11-23T08:00:00.000Z',
    ...change,
    assessment: {
      verdict: verdict(status),
      clusterUnreachable: false,
      ...assessment,
    },
  });

describe('causeOf', () => {
  it.each<[string, Cause, ReturnType<typeof cause>]>([
    [
      'the cluster before everything on it',
      { kind: 'cluster', name: 'aks-north-1' },
      cause({
        deciding: { probe: 'database.phase' },
        clusterUnreachable: true,
      }),
    ],
    [
      'the source that has fallen silent',
      { kind: 'source', name: 'kubernetes/aks-north-1' },
      cause({
        deciding: {
          probe: 'database.phase',
          silentSource: 'kubernetes/aks-north-1',
        },
      }),
    ],
    [
      'the server that it shares',
      { kind: 'database-server', name: 'shared-1' },
      cause({ deciding: { probe: 'database.phase' } }),
    ],
    [
      'itself, with a database of its own',
      { kind: 'environment', name: 'harbour-civil/qa' },
      cause(
        { deciding: { probe: 'database.phase' } },
        { databaseServer: 'own' },
      ),
    ],
    [
      'the release after which it broke',
      { kind: 'release', name: '18.0-2026.11.1' },
      cause(
        { deciding: { probe: 'web.ready' } },
        { since: '2026-11-20T09:00:00.000Z' },
      ),
    ],
    [
      'not a release of long ago',
      { kind: 'environment', name: 'harbour-civil/qa' },
      cause({ deciding: { probe: 'web.ready' } }),
    ],
    [
      'not a release that came after',
      { kind: 'environment', name: 'harbour-civil/qa' },
      cause(
        { deciding: { probe: 'web.ready' } },
        { since: '2026-11-20T07:00:00.000Z' },
      ),
    ],
    [
      'the golden path that renders something else now',
      { kind: 'golden-path', name: '1.1' },
      cause(
        { deciding: { probe: 'goldenpath.drift' } },
        { since: '2026-11-20T09:00:00.000Z' },
        'degraded',
      ),
    ],
    [
      'itself, with a file that nobody can read',
      { kind: 'environment', name: 'harbour-civil/qa' },
      cause({ deciding: { probe: 'goldenpath.drift' } }),
    ],
    [
      'itself, after a commit past change control',
      { kind: 'environment', name: 'harbour-civil/qa' },
      cause({ deciding: { probe: 'commit.unledgered' } }),
    ],
  ])('is %s', (_, expected, found) => {
    expect(found).toEqual(expected);
  });

  it.each(['ok', 'asleep', 'maintenance'] as const)(
    'has nothing to explain when all is %s',
    status => {
      expect(cause({}, {}, status)).toBeUndefined();
    },
  );

  it('has an id that names it', () => {
    for (const name of ['aks-1', 'harbour-civil/qa', '18.0-2026.11.1']) {
      const id = incidentId({ kind: 'database-server', name });
      expect(encodeURIComponent(id)).toBe(id);
      expect(parseIncidentId(id)).toEqual({ kind: 'database-server', name });
    }
    expect(parseIncidentId('weather.rain')).toBeUndefined();
  });
});
