import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import { environmentDocument } from '../../__testUtils__/documents';
import { platform } from '../../__testUtils__/platform';
import { ChangeRecord } from '../ChangeRecord';
import { verifyChange } from './verifyChange';

const SOURCE = 'harbour-civil/qa';
const HOUR_MS = 3_600_000;
const applied = '2026-11-23T08:00:00.000Z';
const commit = 'c'.repeat(40);

const recordOf = (copies: boolean): ChangeRecord => {
  const { spec } = environmentDocument('harbour-civil/dev', {
    data: { databaseGiB: 100, filestoreGiB: 100 },
  });
  return {
    ...changeOf(),
    id: 'chg-1',
    kind: 'create',
    spec: copies ? { ...spec, copyOf: { environment: SOURCE } } : spec,
    commit,
    timeline: [{ state: 'applied', at: applied }],
    head: commit,
    placement: { cluster: 'aks-north-1', databaseServer: 'own' },
    owner: spec.owner,
  };
};

/** The cluster has the commit, and Odoo waits for its data. */
const context = {
  evidence: {
    of: async () => ({
      syncedRevision: commit,
      observations: [
        {
          probe: 'web.ready',
          status: 'maintenance',
          summary: 'waits for the copy',
          observedAt: '2027-01-01T00:00:00.000Z',
          stale: false,
          required: true,
        },
      ],
    }),
    replacedBy: async () => undefined,
  },
  platform,
  recovery: { results: async () => [], database: async () => undefined },
  registry: {
    snapshot: async () => ({
      environments: new Map([[SOURCE, environmentDocument(SOURCE)]]),
    }),
  },
  verifyTimeoutMs: HOUR_MS / 4,
} as unknown as Parameters<typeof verifyChange>[1];

const after = (hours: number, copies: boolean) =>
  verifyChange(
    recordOf(copies),
    context,
    new Date(Date.parse(applied) + hours * HOUR_MS),
  );

describe('verifyChange', () => {
  it('waits for the data of a copy as long as it takes, says so, and calls it stuck once it is late', async () => {
    // 20 min and 200 GiB at 200 GiB/h are expected, half as long again and the quarter of an hour of any change.
    const waiting = await after(2.2, true);
    expect(waiting).toMatchObject({
      done: false,
      stuck: false,
      what: expect.stringMatching(
        /^web\.ready: waits for the copy; the data of harbour-civil\/qa is being copied since 08:00 UTC on 23 November 2026: about 80 minutes are expected/,
      ),
    });
    const late = await after(2.3, true);
    expect(late).toEqual({ ...waiting, stuck: true });
  });

  it('waits for what begins empty as for any change', async () => {
    expect(await after(0.3, false)).toEqual({
      done: false,
      stuck: true,
      what: 'web.ready: waits for the copy',
    });
  });
});
