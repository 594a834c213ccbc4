import { Choices, choicesSchema } from '../contract/choices';

/** What the forms of a platform with two regions and two series offer. */
export function choicesOf(change: Partial<Choices> = {}): Choices {
  return choicesSchema.parse({
    tenants: [
      {
        name: 'harbour-civil',
        owner: 'group:default/harbour-civil-erp',
        stages: ['production'],
      },
      {
        name: 'quay-rail',
        owner: 'group:default/quay-rail-erp',
        stages: ['qa'],
      },
    ],
    changeable: ['harbour-civil/production', 'quay-rail/qa'],
    regions: [
      {
        name: 'northeurope',
        title: 'North Europe (Ireland)',
        pairedRegion: 'westeurope',
        timeZone: 'Europe/Dublin',
      },
      {
        name: 'westeurope',
        title: 'West Europe (Netherlands)',
        pairedRegion: 'northeurope',
        timeZone: 'Europe/Amsterdam',
      },
    ],
    series: [
      { name: '18.0', supportEnds: '2027-10-01' },
      { name: '17.0', supportEnds: '2026-10-01' },
    ],
    releases: [
      {
        version: '18.0-2026.11.1',
        series: '18.0',
        schemaClass: 'additive',
        releasedAt: '2026-11-02T08:00:00.000Z',
      },
      {
        version: '17.0-2026.10.2',
        series: '17.0',
        schemaClass: 'none',
        releasedAt: '2026-10-12T08:00:00.000Z',
      },
    ],
    tiers: [
      {
        tier: 3,
        title: 'Departmental',
        approvals: { production: 1, other: 1 },
      },
    ],
    tenancies: ['dedicated'],
    databases: ['cloudnative-pg'],
    domains: ['erp.example'],
    ...change,
  });
}
