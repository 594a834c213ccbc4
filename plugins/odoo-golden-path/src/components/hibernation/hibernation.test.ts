import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  exampleSpec,
  renderInputFor,
} from '../../__testUtils__/examples';
import { idOf, objectsIn } from '../../__testUtils__/objects';
import { renderEnvironment } from '../../render/renderEnvironment';

const SANDBOX: Partial<EnvironmentSpec> = {
  tier: 4,
  schedule: 'office-hours',
  recoveryRegion: undefined,
};
const render = (spec: Partial<EnvironmentSpec>) =>
  objectsIn(
    renderEnvironment(
      renderInputFor(exampleSpec(spec), { ...EXAMPLE_REF, stage: 'dev' }),
    ),
  );
const sleepersIn = (objects: ReturnType<typeof render>) =>
  objects
    .filter(
      ({ kind, metadata }) =>
        /Job$/.test(kind) && /hibernation|wake/.test(metadata.name),
    )
    .map(idOf);
const annotationIn = (objects: ReturnType<typeof render>) =>
  objects.find(({ kind }) => kind === 'Cluster')?.metadata.annotations?.[
    'cnpg.io/hibernation'
  ];

describe('the nightly hibernation of a database', () => {
  it('is turned by two CronJobs, in the hours and the zone of the environment, and ended by a sync of Argo CD', () => {
    const objects = render(SANDBOX);
    expect(sleepersIn(objects)).toEqual([
      'CronJob/odoo-db-hibernation',
      'CronJob/odoo-db-wake-up',
      'Job/odoo-db-wake-up',
    ]);
    expect(
      objects.find(
        ({ kind, metadata }) =>
          kind === 'CronJob' && metadata.name === 'odoo-db-wake-up',
      )?.spec,
    ).toMatchObject({ schedule: '0 7 * * 1-5', timeZone: 'Europe/Dublin' });
    // Whose value it is, Git must not say.
    expect(annotationIn(objects)).toBeUndefined();
  });

  it('under Flux, which waits for no database, needs no Job of a sync', () => {
    expect(sleepersIn(render({ ...SANDBOX, region: 'westeurope' }))).toEqual([
      'CronJob/odoo-db-hibernation',
      'CronJob/odoo-db-wake-up',
    ]);
  });

  it.each<[string, Partial<EnvironmentSpec>]>([
    ['of a stricter tier', { tier: 3 }],
    ['that is there always', { schedule: 'always' }],
    ['that is stopped by its spec', { schedule: 'stopped' }],
  ])('is none for an environment %s: Git says off', (_, spec) => {
    const objects = render({ ...SANDBOX, ...spec });
    expect(sleepersIn(objects)).toEqual([]);
    expect(annotationIn(objects)).toBe('off');
  });

  it.each<[string, Partial<EnvironmentSpec>]>([
    ['a server that others share', { tenancy: 'shared' }],
    ['a Flexible Server', { database: { kind: 'flexible-server' } }],
  ])('is none for %s', (_, spec) => {
    expect(sleepersIn(render({ ...SANDBOX, ...spec }))).toEqual([]);
  });
});
