import { ProbeId, environmentRefSchema } from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
  GitOpsRepository,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import {
  CommitLedger,
  RegistryService,
  RegistrySnapshot,
  environmentOfFile,
  readRegistryState,
} from '../../registry';
import { findDrift } from './drift';
import {
  describeCommit,
  driftObservation,
  malformedObservation,
  unledgeredObservation,
} from './gitObservations';
import { isUnchangedSince } from './netEffect';
import { UnledgeredCommit, findUnledgered } from './unledgered';

/** Under half of the five minutes that evidence on delivery lives. */
const TIMEOUT_SECONDS = 120;

/** Policies have no change of their own yet: what was done to them is said for a week, not for ever. */
const NOTICE_MS = 7 * 24 * 60 * 60 * 1000;

/** Compares the repository with the golden path and with change control's ledger; needs no cluster. */
export class GitCollector implements Collector {
  readonly id = 'git';
  static readonly probes: readonly ProbeId[] = [
    'goldenpath.drift',
    'commit.unledgered',
  ];
  readonly probes = GitCollector.probes;
  readonly schedule: Collector['schedule'];
  readonly #knex: Knex;
  readonly #registry: RegistryService;
  readonly #repository: GitOpsRepository;
  readonly #ledger: CommitLedger;
  readonly #current: string;

  constructor(options: {
    frequencySeconds: number;
    /** The version of the golden path that this portal renders. */
    goldenPath: string;
    knex: Knex;
    registry: RegistryService;
    repository: GitOpsRepository;
    ledger: CommitLedger;
  }) {
    this.schedule = {
      frequencySeconds: options.frequencySeconds,
      timeoutSeconds: TIMEOUT_SECONDS,
    };
    this.#knex = options.knex;
    this.#registry = options.registry;
    this.#repository = options.repository;
    this.#ledger = options.ledger;
    this.#current = options.goldenPath;
  }

  async scopes(): Promise<CollectionScope[]> {
    return [
      {
        slug: 'registry',
        title: 'GitOps repository',
        covers: () => true,
        coversMalformed: true,
      },
    ];
  }

  async collect(
    _scope: CollectionScope,
    { now, signal }: { now: Date; signal: AbortSignal },
  ): Promise<Collection> {
    const snapshot = await this.#registry.snapshot();
    const state = await readRegistryState(this.#knex);
    const governed = await this.#judgeCommits(snapshot, { now, signal });
    return {
      observations: [
        ...driftObservations(snapshot, {
          current: this.#current,
          governed: governedOf(governed.observations),
        }),
        ...malformedObservations(snapshot),
        ...governed.observations,
      ],
      // What the clone holds is only as fresh as the last fetch that worked.
      observedAt: state?.fetchedAt ?? now,
      // The registry fetches on its own; everything else is read from the local clone.
      upstreamCalls: 0,
      problems: [
        ...snapshot.errors.map(({ file, message }) => ({
          subject: file,
          message,
        })),
        ...(state?.error
          ? [{ subject: 'GitOps repository', message: state.error }]
          : []),
        ...governed.problems,
      ],
    };
  }

  async #judgeCommits(
    snapshot: RegistrySnapshot,
    { now, signal }: { now: Date; signal: AbortSignal },
  ): Promise<Pick<Collection, 'observations' | 'problems'>> {
    const since = await this.#ledger.baseline();
    // Before the ledger has its baseline nothing can be told: the probe stays unknown.
    if (since === undefined) return { observations: [], problems: [] };
    if (!(await this.#repository.isAncestor(since, snapshot.head))) {
      return { observations: [], problems: [rewritten(since)] };
    }
    const commits = await this.#repository.log(snapshot.head, { since });
    const known = await this.#ledger.isKnown(commits.map(({ id }) => id));
    const environments = namedEnvironments(snapshot);
    const found = findUnledgered(environments, commits, known);
    const observations: Collection['observations'] = [];
    for (const [ref, environment] of environments) {
      const trail = found.byEnvironment.get(ref);
      // One after the other: somebody can touch every environment at once, and each asks git.
      const takenBack =
        trail !== undefined &&
        (await isUnchangedSince(
          this.#repository,
          environment,
          trail.after ?? since,
          snapshot.files,
        ));
      signal.throwIfAborted();
      const commitsLeft = trail && !takenBack ? trail.commits : [];
      observations.push(unledgeredObservation(environment, commitsLeft));
    }
    const recent = found.elsewhere.filter(
      ({ commit }) =>
        now.getTime() - Date.parse(commit.committedAt) < NOTICE_MS,
    );
    return { observations, problems: recent.map(ungoverned) };
  }
}

/** It changes what gates or clusters do and has no environment to be shown on. */
function ungoverned(commit: UnledgeredCommit): Collection['problems'][number] {
  return {
    subject: 'Governed commits',
    message: `changed outside change control: ${describeCommit(commit)}`,
  };
}

function rewritten(baseline: string): Collection['problems'][number] {
  return {
    subject: 'Governed commits',
    message: `the history of the branch was rewritten: it no longer contains ${baseline}, so who made its commits cannot be told`,
  };
}

/** The malformed ones included: whoever broke a file must not disappear with it. */
function namedEnvironments({ named }: RegistrySnapshot) {
  return new Map(
    [...named].flatMap(ref => {
      const parsed = environmentRefSchema.safeParse(ref);
      return parsed.success ? [[ref, parsed.data] as const] : [];
    }),
  );
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
        error ? `${error.file}: ${error.message}` : 'see Sources',
      );
    });
}

/** Whether each environment is as change control left it, by its reference; absent: not told. */
function governedOf(
  observations: Collection['observations'],
): ReadonlyMap<string, boolean> {
  return new Map(
    observations.map(({ environment: { tenant, stage }, status }) => [
      `${tenant}/${stage}`,
      status === 'ok',
    ]),
  );
}

function driftObservations(
  { environments, files }: RegistrySnapshot,
  {
    current,
    governed,
  }: { current: string; governed: ReadonlyMap<string, boolean> },
) {
  const refOf = environmentOfFile(environments);
  const present = new Map<string, string[]>();
  for (const path of files.keys()) {
    const ref = refOf(path);
    if (ref === undefined) continue;
    const paths = present.get(ref);
    if (paths) paths.push(path);
    else present.set(ref, [path]);
  }
  return [...environments].map(([ref, environment]) =>
    driftObservation(
      environment,
      findDrift(environment, files, present.get(ref) ?? []),
      { current, governed: governed.get(ref) },
    ),
  );
}
