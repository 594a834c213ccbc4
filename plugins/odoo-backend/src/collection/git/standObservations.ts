import { Collection } from '@plumbline/plugin-odoo-node';
import { setImmediate } from 'node:timers/promises';
import { RegistrySnapshot, environmentOfFile, placeOf } from '../../registry';
import { findDrift } from './drift';
import { driftObservation, malformedObservation } from './gitObservations';
import { namedEnvironments } from './namedEnvironments';

type Observations = Collection['observations'];

/** How the files of every environment stand to the golden path; those that cannot be read are malformed. */
export async function standObservations(
  snapshot: RegistrySnapshot,
  options: {
    /** The version that this portal renders. */
    current: string;
    /** What was told of the commits behind them. */
    commits: Observations;
    signal: AbortSignal;
  },
): Promise<Observations> {
  const { current, commits, signal } = options;
  const governed = governedOf(commits);
  return [
    ...(await driftObservations(snapshot, { current, governed, signal })),
    ...malformedObservations(snapshot),
  ];
}

function malformedObservations(snapshot: RegistrySnapshot) {
  return [...namedEnvironments(snapshot)]
    .filter(([ref]) => !snapshot.environments.has(ref))
    .map(([ref, environment]) => {
      const error = snapshot.errors.find(({ file }) =>
        file.startsWith(`environments/${ref}/`),
      );
      return malformedObservation(
        environment,
        error ? `${placeOf(error)}: ${error.message}` : 'see Sources',
      );
    });
}

/** Whether each environment is as change control left it, by its reference; absent: not told. */
function governedOf(observations: Observations): ReadonlyMap<string, boolean> {
  return new Map(
    observations.map(({ environment: { tenant, stage }, status }) => [
      `${tenant}/${stage}`,
      status === 'ok',
    ]),
  );
}

async function driftObservations(
  { environments, files }: RegistrySnapshot,
  options: {
    current: string;
    governed: ReadonlyMap<string, boolean>;
    signal: AbortSignal;
  },
): Promise<Observations> {
  const { current, governed, signal } = options;
  const refOf = environmentOfFile(environments);
  const present = new Map<string, string[]>();
  for (const path of files.keys()) {
    const ref = refOf(path);
    if (ref === undefined) continue;
    const paths = present.get(ref);
    if (paths) paths.push(path);
    else present.set(ref, [path]);
  }
  const observations: Observations = [];
  for (const [ref, environment] of environments) {
    const drift = findDrift(environment, files, present.get(ref) ?? []);
    observations.push(
      driftObservation(environment, drift, {
        current,
        governed: governed.get(ref),
      }),
    );
    // To render thousands takes minutes: others get their turn in between, and what was rendered is kept for the
    // next run when the time is over.
    await setImmediate();
    signal.throwIfAborted();
  }
  return observations;
}
