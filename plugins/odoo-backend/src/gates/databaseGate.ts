import {
  Platform,
  formatEnvironmentRef,
  judgeDatabase,
} from '@plumbline/plugin-odoo-common';
import { PreparedChange } from '../change/propose';
import { ReleaseRecord } from '../releases';
import { Gate } from './Gate';
import { openWindowMs } from '../calendar';

const RECORD = /^releases\/(.+)\.ya?ml$/;

/** It is known what the step does to the database, and that it can be done in the time there is. */
export function databaseGate(
  platform: Platform,
  releases: ReleaseRecord,
): Gate {
  return {
    id: 'database',
    async evaluate({ change }) {
      const { ref, spec, before, release, snapshot } = change;
      if (!before) throw new Error('There is no environment to migrate');
      const now = new Date();
      return judgeDatabase({
        environment: ref,
        spec,
        from: before.release,
        to: release,
        releases: [...snapshot.releases.values()],
        unreadable: snapshot.errors.flatMap(
          ({ file }) => RECORD.exec(file)?.[1] ?? [],
        ),
        verifiedBefore: await wasVerified(change, releases),
        windowMs: openWindowMs(change, platform, now),
        now,
      });
    },
  };
}

async function wasVerified(
  { ref, release }: PreparedChange,
  releases: ReleaseRecord,
): Promise<boolean> {
  const environment = formatEnvironmentRef(ref);
  const deployments = await releases.deploymentsOf(release.metadata.name);
  return deployments.some(
    deployment =>
      deployment.environment === environment &&
      deployment.verifiedAt !== undefined,
  );
}
