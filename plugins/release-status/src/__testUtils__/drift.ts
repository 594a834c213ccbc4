import { DriftList, driftListSchema } from '@plumbline/plugin-odoo-common';
import { hoursAgo } from './matrix';

/** A running image that nobody released, an old difference that was seen long ago, and one whose change is on its way. */
export const driftListOf = (change: Partial<DriftList> = {}): DriftList =>
  driftListSchema.parse({
    items: [
      {
        environment: 'harbour-civil/production',
        kind: 'image',
        severity: 'critical',
        since: hoursAgo(30),
        observedAt: hoursAgo(0.01),
        stale: false,
        summary: 'web runs sha256:eeee, released is sha256:bbbb',
        fields: ['Deployment odoo-web spec.template.spec.containers[0].image'],
        who: 'user:default/night-shift',
        action: {
          kind: 're-sync',
          title: 'Re-sync in Argo CD',
          link: 'https://argocd.example/applications/harbour-civil',
        },
      },
      {
        environment: 'harbour-rail/qa',
        kind: 'cluster',
        severity: 'degraded',
        since: hoursAgo(90),
        observedAt: hoursAgo(20),
        stale: true,
        summary: 'OutOfSync',
        fields: [],
        action: { kind: 'none', title: 'Nothing to do but to look again' },
      },
      {
        environment: 'quay-rail/qa',
        kind: 'golden-path',
        severity: 'degraded',
        since: hoursAgo(5),
        observedAt: hoursAgo(0.1),
        stale: false,
        summary: '50-web.yaml edited',
        fields: ['50-web.yaml'],
        action: {
          kind: 'adopt',
          title: 'Restore to the golden path',
          link: '/golden-path?state=drifted',
        },
        pendingChange: 'chg-12345-678',
      },
    ],
    total: 3,
    counts: { 'golden-path': 1, cluster: 1, image: 1, unledgered: 0 },
    unknown: 2,
    ...change,
  });
