import { environment } from '../__testUtils__/environment';
import { listingsOf } from '../__testUtils__/judge';
import { RawObject, World, condition } from '../__testUtils__/objects';
import { haveSamples, sample } from '../__testUtils__/samples';
import { KindId } from '../records';
import { recoveryFacts } from './recoveryFacts';

const planned = environment();
const { namespace } = planned.expectation;

const cluster = (
  conditions: object[] = [],
  status: object = {},
): RawObject => ({
  metadata: { name: 'odoo-db', namespace },
  spec: { instances: 3 },
  status: { conditions, ...status },
});
const store = (serverRecoveryWindow: object): RawObject => ({
  metadata: { name: 'odoo-backups', namespace },
  status: { serverRecoveryWindow },
});
const rule = (
  alerts: (string | undefined)[],
  about: string | undefined,
  place = namespace,
): RawObject => ({
  metadata: {
    name: `rule-${alerts.join('-')}`,
    namespace: place,
    labels: about ? { 'plumbline.dev/alerts': about } : {},
  },
  spec: { groups: [{ rules: alerts.map(alert => ({ alert })) }] },
});

/** Facts of a world in which everything else was listed and is empty. */
function facts(world: World, notInstalled: KindId[] = []) {
  const listings = listingsOf(
    {
      databaseClusters: [cluster()],
      objectStores: [],
      prometheusRules: [],
      ...world,
    },
    notInstalled,
  );
  const found = recoveryFacts(planned, listings).map(({ fact }) => fact);
  const claim = found.flatMap(fact =>
    fact.kind === 'controller' ? fact.claim : [],
  )[0];
  const alerting = found.flatMap(fact =>
    fact.kind === 'alerting' ? [fact.rules] : [],
  )[0];
  return { claim, alerting };
}

const SILENT = {
  lastBackupAt: null,
  lastBackupName: null,
  lastFailureAt: null,
  firstRestorePoint: null,
  archiving: 'unknown',
  lastArchivedAt: null,
  idle: 'unknown',
};

describe("The controller's claim", () => {
  it('is what the Barman plugin says of this server, and no more', () => {
    const { claim } = facts({
      databaseClusters: [cluster([condition('ContinuousArchiving', 'True')])],
      objectStores: [
        store({
          'odoo-db': {
            firstRecoverabilityPoint: '2026-06-26T02:15:09Z',
            lastSuccessfulBackupTime: '2026-07-30T02:15:40Z',
            lastFailedBackupTime: '2026-07-12T02:15:31Z',
          },
          'other-db': { lastSuccessfulBackupTime: '2026-07-30T09:00:00Z' },
        }),
      ],
    });
    expect(claim).toEqual({
      ...SILENT,
      lastBackupAt: '2026-07-30T02:15:40.000Z',
      lastFailureAt: '2026-07-12T02:15:31.000Z',
      firstRestorePoint: '2026-06-26T02:15:09.000Z',
      archiving: true,
    });
  });

  it.each([
    ['no condition', [], 'unknown', null],
    ['unknown', [condition('ContinuousArchiving', 'Unknown')], 'unknown', null],
    [
      'failing',
      [
        condition('ContinuousArchiving', 'False'),
        condition('LastBackupSucceeded', 'False'),
      ],
      false,
      '2026-07-29T10:05:00.000Z',
    ],
  ])('with %s', (_title, conditions, archiving, lastFailureAt) => {
    const databaseClusters = [cluster(conditions)];
    expect(facts({ databaseClusters }).claim).toEqual({
      ...SILENT,
      archiving,
      lastFailureAt,
    });
  });

  it('is absent when something that belongs to it could not be read', () => {
    expect(facts({ objectStores: undefined }).claim).toBeUndefined();
    expect(facts({ databaseClusters: [] }).claim).toBeUndefined();
    const garbled = store({ 'odoo-db': { lastSuccessfulBackupTime: 'soon' } });
    expect(facts({ objectStores: [garbled] }).claim).toBeUndefined();
    const unplugged = facts({ objectStores: undefined }, ['objectStores']);
    expect(unplugged.claim).toEqual(SILENT);
  });
});

const describeSamples = haveSamples ? describe : describe.skip;
describeSamples('What real controllers write', () => {
  it('is read as they mean it', () => {
    const read = (file: string, name: string) => sample(file, name, namespace);
    const { claim } = facts({
      databaseClusters: [
        read('CNPGCluster/archiving-ok-intree-recoverability', 'odoo-db'),
      ],
      objectStores: [read('ObjectStore/recovery-window', 'odoo-backups')],
    });
    expect(claim).toMatchObject({
      lastBackupAt: '2026-07-30T02:15:40.000Z',
      firstRestorePoint: '2026-07-01T02:15:09.000Z',
      lastFailureAt: null,
      archiving: true,
    });
    const failing = read('CNPGCluster/archiving-failing', 'odoo-db');
    expect(facts({ databaseClusters: [failing] }).claim).toMatchObject({
      archiving: false,
      lastFailureAt: '2026-07-30T09:00:00.000Z',
      lastBackupAt: null,
    });
  });
});

describe('Alerting', () => {
  it('counts the alerts on recovery in the namespace of the environment', () => {
    const { alerting } = facts({
      prometheusRules: [
        rule(['BackupTooOld', undefined, 'WalNotArchived'], 'recovery'),
        rule(['Sessions'], undefined),
        rule(['Elsewhere'], 'recovery', 'odoo-acme-qa'),
      ],
    });
    expect(alerting).toEqual(['BackupTooOld', 'WalNotArchived']);
  });

  it('is none where no rule can be, and unsaid where rules could not be read', () => {
    const prometheusRules = undefined;
    expect(facts({ prometheusRules }, ['prometheusRules']).alerting).toEqual(
      [],
    );
    expect(facts({ prometheusRules }).alerting).toBeUndefined();
    const garbled = { ...rule([], 'recovery'), spec: { groups: 'none' } };
    expect(
      facts({ prometheusRules: [garbled as never] }).alerting,
    ).toBeUndefined();
  });
});
