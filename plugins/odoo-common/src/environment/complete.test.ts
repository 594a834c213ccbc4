import { platformSchema } from '../platform/platform';
import { completeSpec } from './complete';
import { environmentSpecSchema } from './spec';

const platform = platformSchema.parse({
  domains: ['harbour.example'],
  regions: [
    {
      name: 'northeurope',
      title: 'North',
      timeZone: 'Europe/Dublin',
      pairedRegion: 'westeurope',
    },
    { name: 'westeurope', title: 'West', timeZone: 'Europe/Amsterdam' },
  ],
  clusters: [
    {
      name: 'aks-north-1',
      region: 'northeurope',
      capacity: { cpu: 100, memoryGiB: 400 },
    },
  ],
  series: [{ name: '18.0', supportEnds: '2027-10-31' }],
  gitops: { repoUrl: 'https://git.example/odoo.git' },
  database: {
    imageName: `ghcr.io/cloudnative-pg/postgresql@sha256:${'2'.repeat(64)}`,
  },
});
const release = (name: string, releasedAt: string) => ({
  apiVersion: 'plumbline.dev/v1' as const,
  kind: 'OdooRelease' as const,
  metadata: { name },
  spec: {
    series: '18.0',
    edition: 'construction',
    image: 'registry.example/odoo/construction',
    digest: `sha256:${'1'.repeat(64)}`,
    releasedAt,
    schemaClass: 'none' as const,
    modules: [],
  },
});
const facts = {
  platform,
  releases: [
    release('18.0-2026.11.1', '2026-11-02T10:00:00.000Z'),
    release('18.0-2026.10.1', '2026-10-02T10:00:00.000Z'),
  ],
};
const ref = { tenant: 'harbour-quay', stage: 'production' as const };

describe('completeSpec', () => {
  it('makes a valid spec of nothing but a reference', () => {
    const spec = environmentSpecSchema.parse(completeSpec(ref, {}, facts));
    expect(spec).toMatchObject({
      owner: 'group:default/harbour-quay-erp',
      tier: 2,
      region: 'northeurope',
      recoveryRegion: 'westeurope',
      residency: ['northeurope', 'westeurope'],
      odoo: { series: '18.0', release: '18.0-2026.11.1' },
      hostnames: ['harbour-quay-production.harbour.example'],
      legalEntities: [
        {
          id: 'harbour-quay',
          calendar: 'harbour-quay',
          timeZone: 'Europe/Dublin',
        },
      ],
    });
  });

  it('gives a new tenant to a group of who asks, and one with a sibling to its owner', () => {
    const newTenantOwner = 'group:default/harbour-civil-erp';
    const created = completeSpec(ref, {}, { ...facts, newTenantOwner });
    expect(created.owner).toBe(newTenantOwner);
    const sibling = environmentSpecSchema.parse(
      completeSpec(ref, { owner: 'group:default/quay' }, facts),
    );
    const staged = { tenant: ref.tenant, stage: 'staging' as const };
    expect(
      completeSpec(staged, {}, { ...facts, sibling, newTenantOwner }).owner,
    ).toBe('group:default/quay');
  });

  it('takes no tier from a sibling', () => {
    const sibling = environmentSpecSchema.parse(
      completeSpec({ tenant: ref.tenant, stage: 'dev' }, { tier: 4 }, facts),
    );
    expect(completeSpec(ref, {}, { ...facts, sibling }).tier).toBe(2);
  });

  it('repairs nothing that is there', () => {
    const wrong = {
      tier: 9,
      users: 5,
      data: null,
      odoo: ['18.0'],
      database: 'cloudnative-pg',
      hostnames: 'x',
    };
    expect(completeSpec(ref, wrong, facts)).toMatchObject(wrong);
  });
});
