import {
  formatEnvironmentRef,
  judgeCopy,
  judgeDatabase,
} from '@plumbline/plugin-odoo-common';
import { PreparedChange } from '../change/propose';
import { ReleaseRecord } from '../releases';
import { CopySources, copyFacts } from './copyFacts';
import { Gate } from './Gate';
import { openWindowMs } from '../calendar';

const RECORD = /^releases\/(.+)\.ya?ml$/;

const EMPTY = {
  verdict: 'pass' as const,
  summary: 'It begins with an empty database',
  evidence: [],
};

/**
 * It is known what the step does to the database, and that it can be done in the time there is; of a copy, that its
 * data can be had and brought to the release.
 */
export function databaseGate(sources: CopySources): Gate {
  const { platform, releases } = sources;
  return {
    id: 'database',
    async evaluate({ change }) {
      const { ref, spec, before, release, snapshot } = change;
      const now = new Date();
      if (!before) {
        return spec.copyOf
          ? judgeCopy(await copyFacts(change, spec.copyOf, { ...sources, now }))
          : EMPTY;
      }
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
      // Pushed past change control it proves nothing.
      deployment.kind !== 'unledgered' &&
      deployment.verifiedAt !== undefined,
  );
}
