import { Environment, RepositoryReport } from '@plumbline/plugin-odoo-common';
import { platformOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ArmStandIn, describeShapes, shape } from '../__testUtils__/ArmStandIn';
import { environmentOf } from '../__testUtils__/environment';
import { FlexibleServerCollector } from './FlexibleServerCollector';

const ID =
  '/subscriptions/s-1/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/exampleserver';
const NOW = new Date('2025-06-02T00:00:00Z');

let arm: ArmStandIn;
beforeAll(async () => {
  arm = await ArmStandIn.start();
});
afterAll(() => arm.stop());

const acme = environmentOf('acme', { database: { kind: 'flexible-server' } });

async function collect(
  environments: Environment[] = [acme],
  now = NOW,
  refs = ['acme/production'],
) {
  const collector = new FlexibleServerCollector({
    servers: [{ resourceId: ID, environments: refs }],
    platform: platformOf(),
    schedule: { frequencySeconds: 300, timeoutSeconds: 60 },
    arm: arm.connection,
  });
  const [scope] = await collector.scopes();
  const { signal } = new AbortController();
  return collector.collect(scope, {
    environments: environments.filter(one => scope.covers(one)),
    now,
    signal,
  });
}

/** What is said of a server as the specification's examples have it, with changes. */
async function reportOf(
  changes: { server?: object; backups?: object[]; longTerm?: object | number },
  now?: Date,
): Promise<RepositoryReport> {
  const retention = { backup: { backupRetentionDays: 35 } };
  arm.routes = {
    [ID]: shape('postgresql/server-get-2025', {
      properties: { ...retention, ...changes.server },
    }),
    [`${ID}/backups`]: changes.backups
      ? { value: changes.backups }
      : shape('postgresql/backup-list-2025'),
    [`${ID}/ltrBackupOperations`]: changes.longTerm ?? 404,
  };
  const { recovery = [] } = await collect([acme], now);
  const [fact] = recovery.flatMap(({ fact: one }) =>
    one.kind === 'database' ? [one] : [],
  );
  return fact.report;
}

const codes = ({ findings }: RepositoryReport) =>
  findings.map(({ code, severity }) => `${code} ${severity}`);

describeShapes('A managed server', () => {
  it('is attested by Azure up to about five minutes ago, and proven by nothing', async () => {
    const report = await reportOf({});
    expect(report).toMatchObject({
      format: 'flexible-server',
      name: 'exampleserver',
      verdict: 'ok',
      newestUsableBackup: 'ondemandbackup-20250601T183022',
      newestRestorePoint: '2025-06-01T23:55:00.000Z',
      rpoSeconds: 300,
      earliestRestorePoint: '2025-06-01T18:35:22.123Z',
      windows: [
        {
          from: '2025-06-01T18:35:22.123Z',
          to: '2025-06-01T23:55:00.000Z',
          timeline: null,
        },
      ],
      backups: [
        { kind: 'on-demand', status: 'usable', sizeBytes: null },
        {
          id: 'backup_638830782181266873',
          kind: 'snapshot',
          finishedAt: '2025-06-01T14:30:22.123Z',
        },
      ],
    });
    expect(codes(report)).toEqual(['service-attested info']);
    expect(report.findings[0].summary).toContain('not measured');
    expect(report.chain).toBeUndefined();
  });

  it.each([
    [
      'stopped',
      { server: { state: 'Stopped' } },
      'degraded',
      null,
      'server-not-ready degraded',
    ],
    [
      'without any backup',
      { backups: [] },
      'critical',
      null,
      'no-backup critical',
    ],
    [
      'without a moment to restore from',
      { server: { backup: { earliestRestoreDate: null } } },
      'critical',
      null,
      'no-backup critical',
    ],
    [
      'with a shorter retention than the tier demands',
      { server: { backup: { backupRetentionDays: 7 } } },
      'degraded',
      '2025-06-01T23:55:00.000Z',
      'retention-short degraded',
    ],
    [
      'with a backup from the future',
      {
        backups: [
          { name: 'b', properties: { completedTime: '2030-01-01T00:00:00Z' } },
        ],
      },
      'critical',
      null,
      'no-backup critical',
    ],
  ])('%s', async (_title, changes, verdict, point, code) => {
    const report = await reportOf(changes);
    expect(report.verdict).toBe(verdict);
    expect(codes(report)).toContain(code);
    expect(report.newestRestorePoint).toBe(point);
  });

  it('whose newest backup is too old says so', async () => {
    const later = new Date('2025-06-04T00:00:00Z');
    expect(codes(await reportOf({}, later))).toContain('backup-old degraded');
  });

  const longTerm = (...operations: object[]) => {
    const { value } = Object(shape('postgresql/ltr-operations-list-2023p'));
    return {
      value: operations.map(properties => ({
        ...value[0],
        properties: { ...value[0].properties, ...properties },
      })),
    };
  };
  it('counts long-term backups, of which the latest decides', async () => {
    const failed = {
      status: 'Failed',
      startTime: '2025-05-01T00:00:00Z',
      errorMessage: 'no space',
    };
    const done = { status: 'Succeeded', startTime: '2025-05-08T00:00:00Z' };
    const report = await reportOf({ longTerm: longTerm(failed) });
    expect(codes(report)).toContain('long-term-failed degraded');
    expect(
      report.findings.some(({ summary }) => /no space/.test(summary)),
    ).toBe(true);
    const mended = await reportOf({ longTerm: longTerm(failed, done, {}) });
    expect(codes(mended)).toEqual(['service-attested info']);
    expect(
      mended.backups
        .filter(({ kind }) => kind === 'long-term')
        .map(({ status }) => status),
    ).toEqual(['failed', 'usable', 'running']);
    expect(codes(await reportOf({ longTerm: 403 }))).toEqual([
      'service-attested info',
    ]);
  });

  it('is read once for all environments on it, with the copy that it says it has', async () => {
    await reportOf({});
    arm.requests.length = 0;
    const rail = environmentOf('rail');
    const { recovery, upstreamCalls, problems } = await collect(
      [acme, rail, environmentOf('other')],
      NOW,
      ['acme/production', 'rail/production'],
    );
    expect(recovery).toHaveLength(4);
    expect(upstreamCalls).toBe(3);
    expect(arm.requests).toHaveLength(3);
    expect(problems).toEqual([]);
    expect(recovery?.[1].fact).toMatchObject({
      kind: 'copies',
      copies: [
        { role: 'primary', region: 'eastus', replication: 'unknown' },
        { role: 'geo-secondary', lastSyncAt: null, replication: 'unknown' },
      ],
    });
  });

  it('of which Azure does not tell is left to age', async () => {
    arm.routes = { [ID]: 403 };
    const collection = await collect();
    expect(collection.recovery).toEqual([]);
    expect(collection.failure).toContain('refused with 403');
    expect(collection.problems).toHaveLength(1);
  });
});
