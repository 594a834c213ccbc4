import { Platform, judgeRing } from '@plumbline/plugin-odoo-common';
import { ReleaseRecord } from '../releases';
import { Gate } from './Gate';

/** The release has earned its way here, ring by ring. */
export function ringGate(
  { rings }: Pick<Platform, 'rings'>,
  releases: ReleaseRecord,
): Gate {
  return {
    id: 'ring',
    async evaluate({ change: { ref, spec, release, snapshot } }) {
      const { name: version } = release.metadata;
      const { series, edition } = release.spec;
      const fleet = [...snapshot.environments.values()].filter(
        ({ spec: { odoo } }) =>
          odoo.series === series && odoo.edition === edition,
      );
      return judgeRing({
        rings,
        environment: ref,
        spec,
        version,
        deployments: await releases.deploymentsOf(version),
        fleet: fleet.map(({ tenant, stage, spec: { tier } }) => ({
          tenant,
          stage,
          tier,
        })),
        now: new Date(),
      });
    },
  };
}
