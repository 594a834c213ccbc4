import { clusterKinds } from '../kinds';
import type { KubernetesObject } from '../store';
import { toStored } from '../store/storedObject';
import { humanDuration } from './humanDuration';
import { podRestarts, podStatus } from './podStatus';
import { columnsOf, toTable } from './table';

const NOW = new Date('2026-01-01T12:00:00Z');

function pod(status: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'a',
      namespace: 'n',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T11:30:00Z',
    },
    spec: { containers: [{ name: 'web' }], initContainers: [{ name: 'init' }] },
    status,
  };
}

describe('humanDuration', () => {
  it.each([
    [0, '0s'],
    [119_000, '119s'],
    [120_000, '2m'],
    [150_000, '2m30s'],
    [11 * 60_000, '11m'],
    [200 * 60_000, '3h20m'],
    [24 * 3_600_000, '24h'],
    [50 * 3_600_000, '2d2h'],
    [100 * 86_400_000, '100d'],
    [1000 * 86_400_000, '2y270d'],
    [-5000, '<invalid>'],
  ])('%d ms is %s', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});

describe('podStatus', () => {
  it.each([
    [{ phase: 'Running' }, 'Running'],
    [{ phase: 'Failed', reason: 'Evicted' }, 'Evicted'],
    [
      {
        phase: 'Running',
        containerStatuses: [
          { state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      },
      'CrashLoopBackOff',
    ],
    [
      {
        phase: 'Running',
        containerStatuses: [{ state: { terminated: { reason: 'OOMKilled' } } }],
      },
      'OOMKilled',
    ],
    [
      {
        phase: 'Failed',
        containerStatuses: [{ state: { terminated: { exitCode: 3 } } }],
      },
      'ExitCode:3',
    ],
    [
      { phase: 'Pending', initContainerStatuses: [{ state: { running: {} } }] },
      'Init:0/1',
    ],
    [{}, 'Unknown'],
  ])('of %j is %s', (status, text) => {
    expect(podStatus(pod(status))).toBe(text);
  });

  it('tells restarts and when the last was', () => {
    const restarted = pod({
      containerStatuses: [
        {
          restartCount: 3,
          lastState: { terminated: { finishedAt: '2026-01-01T11:45:00Z' } },
        },
      ],
    });
    expect(podRestarts(restarted, NOW)).toBe('3 (15m ago)');
  });
});

describe('toTable', () => {
  it('has a cell for each column of every kind, also of bare objects', () => {
    for (const kind of clusterKinds.kinds.filter(each => !each.review)) {
      const bare = toStored({ ...pod({}), spec: {}, kind: kind.kind });
      const table = toTable(kind, [bare], {}, 'None', NOW);
      const [row] = table.rows as { cells: unknown[] }[];
      expect(row.cells).toHaveLength(columnsOf(kind).length);
      expect(row.cells.every(cell => cell !== undefined)).toBe(true);
    }
  });
});
