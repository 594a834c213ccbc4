import { platformOf, releaseOf } from '../testUtils';
import { completeSpec } from './complete';
import { environmentSpecSchema } from './spec';

const platform = platformOf();
const facts = {
  platform,
  releases: [
    releaseOf('18.0-2026.11.1'),
    releaseOf('18.0-2026.10.1', { releasedAt: '2026-10-02T08:00:00Z' }),
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
      hostnames: ['harbour-quay-production.odoo.example'],
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
