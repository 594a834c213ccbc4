import { ObservedFreezes } from '@plumbline/plugin-odoo-common';
import { agreesWithGit } from './agreesWithGit';
import { PublishedFreezes } from './publishedFreezes';

const MINUTE = 60_000;
const NOW = new Date('2026-11-26T12:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE);
type Flux = Extract<ObservedFreezes, { controller: 'flux' }>;
type Argo = Extract<ObservedFreezes, { controller: 'argo-cd' }>;

const argo: PublishedFreezes = {
  controller: 'argo-cd',
  projects: new Map([
    ['odoo-acme', '1'],
    ['odoo-rail', '2'],
  ]),
};
const argoSeen: Argo = {
  controller: 'argo-cd',
  cluster: 'aks-north-1',
  // The platform's own project is none of the portal's file.
  projects: { 'odoo-acme': '1', 'odoo-rail': '2', odoo: '3' },
  applications: {
    'acme-production': 'odoo-acme',
    'rail-production': 'odoo-rail',
    'acme-sandbox': 'odoo',
  },
};
/** Where Git has what keeps freezes. */
const inGit = new Map([
  ['acme-production', 'odoo-acme'],
  ['rail-production', 'odoo-rail'],
]);
const flux: PublishedFreezes = {
  controller: 'flux',
  checksum: 'a',
  data: {
    knownUntil: ago(-1000).getTime(),
    tenants: {
      acme: [[ago(60).getTime(), ago(-60).getTime(), 'Payroll']],
      rail: [[ago(2).getTime(), ago(-60).getTime(), 'Payroll']],
    },
    environments: {
      'acme-production': { tenant: 'acme' },
      'acme-sandbox': {},
      'rail-production': { tenant: 'rail' },
      'lost-production': { tenant: 'lost' },
      'passes-production': {
        tenant: 'lost',
        passesUntil: ago(-10).getTime(),
      },
    },
  },
};
const fluxSeen: Flux = {
  controller: 'flux',
  cluster: 'aks-west-1',
  freezer: {
    suspended: false,
    createdAt: ago(1000).toISOString(),
    lastSucceededAt: ago(2).toISOString(),
    checksum: 'a',
  },
  open: ['rail-production', 'acme-sandbox', 'passes-production', 'another'],
};
const said = (
  published: PublishedFreezes | undefined,
  freezes: ObservedFreezes | undefined,
  {
    at = 1,
    publishedAt = 100,
    differsSince,
  }: { at?: number; publishedAt?: number; differsSince?: number } = {},
) =>
  agreesWithGit({
    published,
    publishedAt: ago(publishedAt).getTime(),
    seen: freezes && {
      at: ago(at),
      freezes,
      differsSince: differsSince === undefined ? undefined : ago(differsSince),
    },
    projects: published?.controller === 'argo-cd' ? inGit : new Map(),
    now: NOW,
  });

describe('agreesWithGit', () => {
  const freezer = (over: object): Flux => ({
    ...fluxSeen,
    freezer: { ...fluxSeen.freezer!, ...over },
  });

  it.each([
    [argo, argoSeen],
    [flux, fluxSeen],
  ])('says kept of a cluster that was just seen to do so', (git, seen) => {
    expect(said(git, seen)).toMatchObject({
      state: 'kept',
      message: expect.stringContaining('seen 2026-11-26 11:59 UTC'),
    });
    expect(said(git, undefined).state).toBe('published');
    expect(said(git, seen, { at: 11 })).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('since 2026-11-26 11:49 UTC'),
    });
    expect(said(undefined, seen).state).toBe('unknown');
  });

  it('leaves a cluster ten minutes to take up what was published', () => {
    const seen = { ...argoSeen, projects: { 'odoo-acme': '1' } };
    expect(said(argo, seen, { publishedAt: 10 }).state).toBe('published');
    expect(said(argo, seen, { publishedAt: 11 })).toEqual({
      state: 'not-kept',
      message:
        '1 of 2 projects in the cluster have other sync windows than in Git: odoo-rail',
    });
  });

  it('says not kept of an override after the other that the cluster does not take up', () => {
    const seen = { ...argoSeen, projects: { 'odoo-acme': '1' } };
    const again = (differsSince: number) =>
      said(argo, seen, { publishedAt: 2, differsSince }).state;
    expect([10, 11].map(again)).toEqual(['published', 'not-kept']);
    const open = { ...fluxSeen, open: ['acme-production'] };
    // Nothing was published that it could have yet to take up.
    expect(said(flux, open, { differsSince: 2 }).state).toBe('not-kept');
  });

  it('says not kept where no window holds an Application, for the cluster has it in another project', () => {
    const { applications } = argoSeen;
    const seen = {
      ...argoSeen,
      applications: { ...applications, 'acme-production': 'odoo' },
    };
    expect(said(argo, seen, { differsSince: 10 }).state).toBe('published');
    expect(said(argo, seen, { publishedAt: 2, differsSince: 11 })).toEqual({
      state: 'not-kept',
      message:
        '1 of 2 Applications are in another project in the cluster than in Git, and its windows do not hold them: acme-production (in odoo)',
    });
  });

  it.each([undefined, { 'acme-production': 'odoo-acme' }])(
    'calls nothing kept of an Application that nobody has seen',
    applications => {
      const { state, message } = said(argo, { ...argoSeen, applications });
      expect(message).toMatch(/of 2 Applications .* nobody .*rail-production$/);
      expect(state).toBe('published');
    },
  );

  it('does not say that a CronJob runs which has not run yet', () => {
    const createdAt = ago(2).toISOString();
    const { state, message } = said(
      flux,
      freezer({ lastSucceededAt: undefined, createdAt }),
    );
    expect(message).toContain('has not run through yet');
    expect(state).toBe('published');
  });

  it.each<[string, ObservedFreezes, RegExp]>([
    ['that is not there', { ...fluxSeen, freezer: undefined }, /not in the cl/],
    ['that is off', freezer({ suspended: true }), /is suspended/],
    [
      'that missed three runs',
      freezer({ lastSucceededAt: ago(4.1).toISOString() }),
      /run through not since 2026-11-26 11:55 UTC/,
    ],
    ['that never ran', freezer({ lastSucceededAt: undefined }), /never yet/],
    ['with an old file', freezer({ checksum: 'b' }), /another file than Git/],
    [
      'that suspends not all',
      { ...fluxSeen, open: ['acme-production', 'lost-production'] },
      /^2 closed environments are not suspended: acme-production, lost-prod/,
    ],
    ['of a cluster with Argo CD', argoSeen, /by another controller/],
  ])('says not kept of a CronJob %s', (_, seen, words) => {
    const { state, message } = said(flux, seen);
    expect(message).toMatch(words);
    expect(state).toBe('not-kept');
  });

  it('does not call a CronJob new that has stopped, however new the file is', () => {
    const seen = freezer({ lastSucceededAt: ago(9).toISOString() });
    expect(said(flux, seen, { publishedAt: 2 }).state).toBe('not-kept');
  });
});
