import { ConflictError } from '@backstage/errors';
import {
  CopyFacts,
  CopyOf,
  CopyRehearsal,
  Platform,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { filestoreRestoreImage } from '@plumbline/plugin-odoo-golden-path';
import { PreparedChange } from '../change/propose';
import { RecoveryEvidence } from '../change/RecoveryEvidence';
import { ReleaseRecord } from '../releases';

export interface CopySources {
  platform: Platform;
  releases: ReleaseRecord;
  recovery: Pick<RecoveryEvidence, 'facts'>;
}

/** What is known of the environment that is to be copied. Fails with ConflictError when it is gone. */
export async function copyFacts(
  { ref, release, snapshot }: PreparedChange,
  copyOf: CopyOf,
  { platform, releases, recovery, now }: CopySources & { now: Date },
): Promise<CopyFacts> {
  const source = snapshot.environments.get(copyOf.environment);
  if (!source) throw new ConflictError(`${copyOf.environment} does not exist`);
  return {
    environment: ref,
    copyOf,
    source: {
      spec: source.spec,
      release: source.release,
      upgrade: source.document.upgrade,
      recovery: await recovery.facts(copyOf.environment),
    },
    restoresFiles: filestoreRestoreImage(platform) !== undefined,
    to: release,
    releases: [...snapshot.releases.values()],
    rehearsals: await rehearsalsOf(copyOf, { release, snapshot }, releases),
    now,
  };
}

/**
 * Environments before production that began with the same data and release. One that was promoted to it later never
 * took the step from the source's release.
 */
async function rehearsalsOf(
  { environment }: CopyOf,
  { release, snapshot }: Pick<PreparedChange, 'release' | 'snapshot'>,
  releases: ReleaseRecord,
): Promise<CopyRehearsal[]> {
  const version = release.metadata.name;
  const deployments = await releases.deploymentsOf(version);
  return [...snapshot.environments.values()]
    .filter(
      ({ stage, spec }) =>
        stage !== 'production' &&
        spec.copyOf?.environment === environment &&
        spec.odoo.release === version,
    )
    .flatMap(candidate => {
      const name = formatEnvironmentRef(candidate);
      const own = deployments.find(
        each => each.environment === name && each.kind === 'create',
      );
      const { at } = candidate.spec.copyOf ?? {};
      return own
        ? {
            environment: name,
            copyTakenAt: at ? new Date(at).toISOString() : own.appliedAt,
            verifiedAt: own.outcome === 'verified' ? own.verifiedAt : undefined,
          }
        : [];
    });
}
