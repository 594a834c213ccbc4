import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
} from '../__testUtils__/examples';
import { planEnvironment } from './planEnvironment';

const platform = examplePlatform();
const plan = (
  overrides: Parameters<typeof exampleSpec>[0] = {},
  input: Partial<Parameters<typeof planEnvironment>[0]> = {},
) =>
  planEnvironment({
    ref: EXAMPLE_REF,
    spec: exampleSpec(overrides),
    platform,
    ...input,
  });

describe('planEnvironment', () => {
  it.each([
    // The table of the sizing reference: named users -> workers a pod, web pods from and to.
    [25, 2, 1, 2],
    [100, 4, 2, 3],
    [250, 4, 3, 6],
    [500, 4, 6, 11],
    [1000, 4, 11, 21],
  ])('sizes %d named users', (named, workersPerPod, pods, maximumPods) => {
    const { web, workersPerPod: perPod } = plan({ users: { named }, tier: 3 });
    expect({ perPod, ...web }).toMatchObject({
      perPod: workersPerPod,
      pods,
      maximumPods,
    });
  });

  it('gives a pod what its workers need', () => {
    expect(plan().web).toMatchObject({
      cpu: 1.5,
      memoryRequestMiB: 4 * 325 + 300,
      memoryLimitMiB: 2 * 1024 + 2 * 150 + 300,
    });
    expect(plan({ users: { named: 25 } }).web.cpu).toBe(0.5);
  });

  it('counts connections at the maximum with the surge pod', () => {
    // (6 + 1) web pods of 10, a cron pod of 2 threads, two websocket pods, 15 reserved
    expect(plan().database).toMatchObject({
      connections: 7 * 10 + 5 + 2 * 16 + 15,
      connectionLimit: 280,
    });
  });

  it('sizes the database by the peak and by what should stay cached', () => {
    expect(plan().database).toMatchObject({
      instances: 3,
      cpu: 4,
      memoryGiB: 42,
      storageGiB: 432,
    });
    expect(
      plan({ tier: 3, data: { databaseGiB: 5, filestoreGiB: 5 } }).database,
    ).toMatchObject({ instances: 1, memoryGiB: 16 });
  });

  it('lets the tier raise the number of pods, never lower it', () => {
    expect(plan({ users: { named: 1 }, tier: 1 }).web.pods).toBe(3);
    expect(plan({ users: { named: 1000 }, tier: 1 }).web.pods).toBe(11);
  });

  describe('placement', () => {
    const spec = exampleSpec({ region: 'westeurope' });

    it('takes the cluster of the region with the largest share left', () => {
      const load = [
        { cluster: 'aks-west-1', spare: { cpu: 24, memoryGiB: 200 } },
        // More in absolute terms, but its memory is nearly gone.
        { cluster: 'aks-west-2', spare: { cpu: 60, memoryGiB: 50 } },
      ];
      expect(plan({}, { spec, load }).placement.cluster).toBe('aks-west-1');
      expect(plan({}, { spec }).placement).toEqual({
        cluster: 'aks-west-1',
        databaseServer: 'own',
      });
    });

    it('never moves what is placed', () => {
      const placement = { cluster: 'aks-west-2', databaseServer: 'own' };
      expect(plan({}, { spec, placement }).placement).toEqual(placement);
    });

    it('says that a region has no cluster', () => {
      expect(() => plan({ region: 'uksouth' })).toThrow(
        'No cluster of this platform runs in uksouth',
      );
    });
  });

  describe('monthly cost', () => {
    it('is the sum of its items, with the part that the tier adds', () => {
      const { monthlyCost } = plan();
      const sum = monthlyCost.items.reduce(
        (all, { amount }) => all + amount,
        0,
      );
      expect(monthlyCost.amount).toBeCloseTo(sum, 2);
      expect(monthlyCost.currency).toBe('EUR');
      expect(monthlyCost.recoveryAmount).toBeGreaterThan(0);
      expect(monthlyCost.recoveryAmount).toBeLessThan(monthlyCost.amount);
    });

    it('adds exactly the recovery part over the same environment without recovery', () => {
      const bare = plan({ tier: 4, recoveryRegion: undefined }).monthlyCost;
      expect(bare.recoveryAmount).toBe(0);
      const full = plan({ tier: 1 }).monthlyCost;
      expect(full.amount - full.recoveryAmount).toBeCloseTo(bare.amount, 1);
    });

    it('refuses a backup schedule that it cannot count', () => {
      const odd = examplePlatform({
        tiers: { 1: { backupSchedule: '0 0 2 1 * *' } },
      });
      expect(() => plan({}, { platform: odd })).toThrow(
        'is not a six-field cron',
      );
    });
  });
});
