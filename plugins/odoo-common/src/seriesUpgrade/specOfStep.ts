import { EnvironmentSpec } from '../environment/spec';
import { ReleaseDocument } from '../release/release';
import { StepChange } from './changesOfStep';
import { knownNames, newNames, oldNames } from './hostNames';
import { SeriesUpgrade, SeriesUpgradeStep } from './seriesUpgrade';

export interface SpecSources {
  /** The old production as the repository has it. */
  old: EnvironmentSpec;
  /** The environment that the change is about, where there is one. */
  present?: EnvironmentSpec;
  /** What the clone runs. */
  release: ReleaseDocument;
  /** When the old one was seen to be stopped. */
  stoppedAt?: string;
  /** The newest that the store holds of the old one, where a copy has to name a moment. */
  newestMoment?: string;
}

/** Azure restores to a moment only. */
export const namesMoment = ({ database }: Pick<EnvironmentSpec, 'database'>) =>
  database.kind === 'flexible-server';

/**
 * A rehearsal promises nobody anything: one of the upper tiers could not be taken down before a restore test. A
 * Flexible Server keeps the redundancy of its backups, which goes with the tier, and is never asked for a test.
 */
const tierOfRehearsal = (old: EnvironmentSpec): EnvironmentSpec['tier'] =>
  old.tier < 3 && !namesMoment(old) ? 3 : old.tier;

/** What the proposal of a step says of the environment; undefined for a kind that says nothing of it. */
export function specOfStep(
  { environment }: Pick<SeriesUpgrade, 'environment'>,
  step: SeriesUpgradeStep,
  { kind, schedule }: StepChange,
  { old, present, release, stoppedAt, newestMoment }: SpecSources,
): Partial<EnvironmentSpec> | undefined {
  if (kind === 'update') {
    const names = (present ?? old).hostnames;
    if (step === 'stop') return { schedule, hostnames: oldNames(names) };
    if (step === 'start-old') return { schedule, hostnames: knownNames(names) };
    return { schedule, hostnames: newNames(names) };
  }
  if (kind !== 'create') return undefined;
  const { goldenPath, hostnames, restartedAt, hold, ...kept } = old;
  const clone = {
    ...kept,
    odoo: {
      series: release.spec.series,
      release: release.metadata.name,
      edition: release.spec.edition,
    },
    schedule: 'always' as const,
  };
  // A rehearsal has host names of its own, and talks to nobody.
  if (step === 'rehearse') {
    return {
      ...clone,
      tier: tierOfRehearsal(old),
      // Before production hybrid shares a server, on which nothing can be restored.
      tenancy: 'dedicated',
      integrations: [],
      copyOf: { environment, ...(namesMoment(old) && { at: newestMoment }) },
    };
  }
  return {
    ...clone,
    hostnames: knownNames(hostnames),
    // What was written before the stop is in the copy, and nothing is written after it.
    copyOf: { environment, at: stoppedAt },
  };
}
