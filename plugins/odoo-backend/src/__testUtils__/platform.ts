import {
  Platform,
  PlatformInput,
  platformSchema,
} from '@plumbline/plugin-odoo-common';

/** `odoo.platform` of a small company: two regions with a cluster each. */
export const platformInput: PlatformInput = {
  domains: ['odoo.example'],
  regions: [
    {
      name: 'northeurope',
      title: 'North Europe',
      timeZone: 'Europe/Dublin',
      pairedRegion: 'westeurope',
    },
    {
      name: 'westeurope',
      title: 'West Europe',
      timeZone: 'Europe/Amsterdam',
      pairedRegion: 'northeurope',
    },
  ],
  clusters: [
    {
      name: 'aks-north-1',
      region: 'northeurope',
      capacity: { cpu: 200, memoryGiB: 800 },
    },
    {
      name: 'aks-west-1',
      region: 'westeurope',
      capacity: { cpu: 200, memoryGiB: 800 },
    },
  ],
  series: [{ name: '18.0', supportEnds: '2028-10-31' }],
  gitops: { repoUrl: 'https://git.example/gitops.git' },
  database: {
    imageName: `ghcr.io/cloudnative-pg/postgresql@sha256:${'c'.repeat(64)}`,
  },
};

export const platform: Platform = platformSchema.parse(platformInput);
