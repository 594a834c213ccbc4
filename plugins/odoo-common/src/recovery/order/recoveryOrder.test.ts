import { platformOf } from '../../testUtils/environments';
import { recoveryInputOf } from '../../testUtils/recovery';
import { assessRecovery } from '../assess';
import { recoveryOrderDocument } from './document';
import { OrderedEnvironment } from './input';
import { recoveryOrder } from './recoveryOrder';

const now = new Date('2026-11-23T12:00:00Z');
const platform = platformOf();
const assessment = assessRecovery(recoveryInputOf());

const environmentOf = (
  tenant: string,
  change: Partial<OrderedEnvironment> = {},
): OrderedEnvironment => ({
  tenant,
  stage: 'production',
  tier: 1,
  owner: `group:default/${tenant}`,
  businessServices: ['payroll'],
  region: 'northeurope',
  recoveryRegion: 'westeurope',
  cluster: 'aks-north-1',
  databaseServer: [],
  estimateSeconds: 3600,
  assessment,
  ...change,
});

describe('recoveryOrder', () => {
  it('brings finance, payroll and procurement back before reporting, one after the other in a cluster', () => {
    const { steps, services } = recoveryOrder({
      of: { region: 'northeurope' },
      platform,
      now,
      environments: [
        environmentOf('reports', { businessServices: ['reporting'] }),
        environmentOf('buyers', { businessServices: ['procurement'] }),
        environmentOf('books', { businessServices: ['finance'] }),
        environmentOf('wages'),
      ],
    });
    expect(
      steps.map(step => [
        step.environment,
        step.into,
        step.completesAfterSeconds,
      ]),
    ).toEqual([
      ['books/production', 'aks-west-1', 1320],
      ['wages/production', 'aks-west-1', 2640],
      ['buyers/production', 'aks-west-1', 3960],
      ['reports/production', 'aks-west-1', 5280],
    ]);
    expect(services.map(({ service }) => service)).toEqual([
      'finance',
      'payroll',
      'procurement',
      'reporting',
    ]);
    // The copy in West Europe was 6 minutes behind when the store was read at 11:59.
    expect(steps[0].restorableTo).toBe('2026-11-23T11:53:00.000Z');
  });

  it('says plainly what cannot be brought back, and lets nobody wait for it', () => {
    const { steps, services } = recoveryOrder({
      of: { region: 'northeurope' },
      platform,
      now,
      environments: [
        environmentOf('nowhere', { recoveryRegion: undefined }),
        environmentOf('unjudged', { assessment: undefined }),
        environmentOf('wages'),
      ],
    });
    const of = (name: string) =>
      steps.find(({ environment }) => environment.startsWith(name));
    expect(of('nowhere')?.problem).toContain('No recovery region');
    expect(of('unjudged')?.problem).toContain('not been judged');
    expect(of('wages')).toMatchObject({
      startsAfterSeconds: 0,
      completesAfterSeconds: 1320,
    });
    // Payroll as a whole is back only when all of it is.
    expect(services[0].completesAfterSeconds).toBeNull();
  });

  it('restores a tenant where it was, production before the stages that follow it', () => {
    const { steps } = recoveryOrder({
      of: { tenant: 'wages' },
      platform,
      now,
      environments: [
        environmentOf('wages', { stage: 'staging', tier: 3 }),
        environmentOf('wages', { stage: 'dev', tier: 4 }),
        environmentOf('wages'),
      ],
    });
    expect(steps.map(({ environment }) => environment)).toEqual([
      'wages/production',
      'wages/staging',
      'wages/dev',
    ]);
    expect(steps[1].after).toEqual(['aks-north-1', 'wages/production']);
  });

  it('calls a service back when its production is, whatever becomes of staging', () => {
    const { services } = recoveryOrder({
      of: { region: 'northeurope' },
      platform,
      now,
      environments: [
        environmentOf('wages'),
        environmentOf('wages', { stage: 'staging', recoveryRegion: undefined }),
      ],
    });
    expect(services).toEqual([
      {
        service: 'payroll',
        completesAfterSeconds: 1320,
        environments: ['wages/production'],
      },
    ]);
  });

  it('reads as a plain document', () => {
    const order = recoveryOrder({
      of: { region: 'northeurope' },
      platform,
      now,
      environments: [environmentOf('wages')],
    });
    const text = recoveryOrderDocument([order]);
    expect(text).toContain('# Recovery order when region northeurope is lost');
    expect(text).toContain('| payroll | 22 minutes | wages/production |');
  });
});
