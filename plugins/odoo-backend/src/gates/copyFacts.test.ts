import { Deployment, EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import {
  platformOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { PreparedChange } from '../change/propose';
import { RegisteredEnvironment, RegistrySnapshot } from '../registry';
import { copyFacts } from './copyFacts';

const SOURCE = 'harbour-civil/production';
const NEXT = '19.0-2026.11.2';
const now = new Date('2026-11-23T12:00:00Z');
const from = releaseOf('18.0-2026.11.1');
const to = releaseOf(NEXT, { series: '19.0' });

const registered = (tenant: string, stage: string, spec: EnvironmentSpec) =>
  [
    `${tenant}/${stage}`,
    { tenant, stage, spec, release: from, document: {} },
  ] as unknown as [string, RegisteredEnvironment];

/** With a copy in pre-production that is on the release now, after these deployments of it. */
async function rehearsalsAfter(...deployments: Partial<Deployment>[]) {
  const copyOf = { environment: SOURCE };
  const snapshot = {
    releases: new Map(),
    environments: new Map([
      registered('harbour-civil', 'production', specOf()),
      registered(
        'harbour-civil-19',
        'pre-production',
        specOf({ copyOf, odoo: { ...specOf().odoo, release: NEXT } }),
      ),
    ]),
  } as unknown as RegistrySnapshot;
  const change = {
    ref: { tenant: 'harbour-civil-19', stage: 'production' },
    release: to,
    snapshot,
  } as PreparedChange;
  const { rehearsals } = await copyFacts(change, copyOf, {
    platform: platformOf(),
    recovery: { facts: async () => ({}) },
    releases: {
      deploymentsOf: async () =>
        deployments.map(deployment => ({
          environment: 'harbour-civil-19/pre-production',
          release: NEXT,
          tier: 3,
          continuity: { verdict: 'ok', summary: '' },
          outcome: 'verified',
          kind: 'create',
          appliedAt: '2026-11-20T12:00:00.000Z',
          verifiedAt: '2026-11-20T16:00:00.000Z',
          ...deployment,
        })) as never,
    },
    now,
  });
  return rehearsals;
}

describe('the rehearsals of a copy', () => {
  it('are the copies that were created with the release', async () => {
    expect(await rehearsalsAfter({})).toEqual([
      {
        environment: 'harbour-civil-19/pre-production',
        copyTakenAt: '2026-11-20T12:00:00.000Z',
        verifiedAt: '2026-11-20T16:00:00.000Z',
      },
    ]);
  });

  it('are none that another release migrated, and that only came to this one later', async () => {
    expect(await rehearsalsAfter({ kind: 'promote' })).toEqual([]);
  });
});
