import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { Manifest } from '../manifest/manifest';
import { renderEnvironment } from '../render/renderEnvironment';

const render = (...input: Parameters<typeof renderInputFor>): Manifest[] =>
  objectsIn(renderEnvironment(renderInputFor(...input)));
const ofKind = (objects: readonly Manifest[], kind: string) =>
  objects.filter(object => object.kind === kind);
const targetOf = ({ spec }: Manifest) =>
  (spec?.scaleTargetRef as { name: string }).name;

describe('scaling', () => {
  it('gives a Deployment one owner of its number: Git, or one ScaledObject', () => {
    fc.assert(
      fc.property(environment, ({ ref, spec, upgrade }) => {
        const objects = render(spec, ref, undefined, upgrade);
        const scaled = ofKind(objects, 'ScaledObject').map(targetOf);
        expect(new Set(scaled).size).toBe(scaled.length);
        const numbered = ofKind(objects, 'Deployment')
          .filter(({ spec: of }) => of?.replicas !== undefined)
          .map(({ metadata }) => metadata.name);
        expect([...scaled, ...numbered].sort()).toEqual(
          ofKind(objects, 'Deployment')
            .map(({ metadata }) => metadata.name)
            .sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('moves web between the two numbers of the plan, and up before people come', () => {
    const platform = examplePlatform({
      autoscaling: {
        cpuPercent: 60,
        floors: [
          { title: 'Month end', start: '0 7 26 * *', end: '0 19 5 * *' },
        ],
      },
    });
    const [autoscaler] = ofKind(
      render(exampleSpec(), EXAMPLE_REF, platform),
      'ScaledObject',
    );
    // 250 users: three pods at the base, six at month end.
    expect(autoscaler).toMatchObject({
      metadata: { name: 'odoo-web' },
      spec: {
        minReplicaCount: 3,
        maxReplicaCount: 6,
        triggers: [
          { type: 'cpu', metadata: { value: '60' } },
          {
            type: 'cron',
            metadata: {
              timezone: 'Europe/Dublin',
              start: '0 7 26 * *',
              end: '0 19 5 * *',
              desiredReplicas: '6',
            },
          },
        ],
      },
    });
  });

  it('stays the owner when a plan begins to need more pods, so that web never falls to one', () => {
    const [fixed] = ofKind(
      render(exampleSpec({ users: { named: 10 } })),
      'ScaledObject',
    );
    expect(targetOf(fixed)).toBe('odoo-web');
    expect(fixed.spec?.minReplicaCount).toBe(fixed.spec?.maxReplicaCount);
  });

  it('runs nothing of Odoo while it is stopped, and all else as before', () => {
    fc.assert(
      fc.property(environment, ({ ref, spec, upgrade }) => {
        const of = (schedule: EnvironmentSpec['schedule']) =>
          render({ ...spec, schedule }, ref, undefined, upgrade);
        const [stopped, awake] = [of('stopped'), of('always')];
        for (const { spec: deployment } of ofKind(stopped, 'Deployment')) {
          expect(deployment?.replicas).toBe(0);
        }
        const others = (objects: Manifest[]) =>
          objects.filter(
            ({ kind, metadata }) =>
              metadata.name !== 'odoo-heartbeat' &&
              ![
                'Deployment',
                'ScaledObject',
                'PodDisruptionBudget',
                'PrometheusRule',
              ].includes(kind),
          );
        expect(others(stopped)).toEqual(others(awake));
        expect(ofKind(stopped, 'ScaledObject')).toEqual([]);
        // Only where WAL is archived does an idle database keep a moment from the backups.
        const beats = (objects: Manifest[]) =>
          objects.some(({ metadata }) => metadata.name === 'odoo-heartbeat');
        expect([beats(stopped), beats(awake)]).toEqual([
          ofKind(stopped, 'ScheduledBackup').length > 0,
          false,
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its name with every schedule: KEDA refuses a second owner of a Deployment', () => {
    const webOf = (schedule: EnvironmentSpec['schedule']) =>
      ofKind(
        render(exampleSpec({ tier: 3, schedule }), {
          ...EXAMPLE_REF,
          stage: 'qa',
        }),
        'ScaledObject',
      ).find(object => targetOf(object) === 'odoo-web')!.metadata.name;
    expect(webOf('office-hours')).toBe(webOf('always'));
  });
});
