import { EnvironmentRef, ProbeId } from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
  GitOpsRepository,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import {
  Adoption,
  CommitLedger,
  RegistryService,
  RegistrySnapshot,
  SettlingMerge,
  placeOf,
  readRegistryState,
} from '../../registry';
import { CommitTrails, isRecent } from './CommitTrails';
import { describeCommit, unledgeredObservation } from './gitObservations';
import { namedEnvironments } from './namedEnvironments';
import { isOverdue } from './isOverdue';
import { isUnchangedSince } from './netEffect';
import { notAdopted } from './notAdopted';
import { standObservations } from './standObservations';
import { UnledgeredCommit } from './unledgered';

/** Under half of the five minutes that evidence on delivery lives. */
const TIMEOUT_SECONDS = 120;

/** What follows from the repository at one commit and from where the ledger begins. */
interface Judgement extends Pick<Collection, 'observations' | 'problems'> {
  baseline?: string;
  /** How many there were: none is ever taken back. */
  adoptions: number;
  elsewhere: readonly UnledgeredCommit[];
}

type JudgedCommits = Omit<Judgement, 'baseline' | 'adoptions'>;

const NOTHING: JudgedCommits = {
  observations: [],
  elsewhere: [],
  problems: [],
};

/** Compares the repository with the golden path and with change control's ledger; needs no cluster. */
export class GitCollector implements Collector {
  readonly id = 'git';
  static readonly probes: readonly ProbeId[] = [
    'goldenpath.drift',
    'commit.unledgered',
  ];
  readonly probes = GitCollector.probes;
  readonly steady = true;
  readonly schedule: Collector['schedule'];
  readonly #knex: Knex;
  readonly #registry: RegistryService;
  readonly #repository: GitOpsRepository;
  readonly #ledger: CommitLedger;
  readonly #trails: CommitTrails;
  readonly #current: string;
  readonly #judgements = new WeakMap<RegistrySnapshot, Judgement>();

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
    this.#trails = new CommitTrails(options);
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
    const { observations, elsewhere, problems } = await this.#judged(snapshot, {
      now,
      signal,
    });
    return {
      observations,
      // What the clone holds is only as fresh as the last fetch that worked.
      observedAt: state?.fetchedAt ?? now,
      // The registry fetches on its own; everything else is read from the local clone.
      upstreamCalls: 0,
      problems: [
        ...snapshot.errors.map(error => ({
          subject: placeOf(error),
          message: error.message,
        })),
        ...(state?.error
          ? [{ subject: 'GitOps repository', message: state.error }]
          : []),
        ...problems,
        ...elsewhere.filter(commit => isRecent(commit, now)).map(ungoverned),
      ],
    };
  }

  /** At a head that was judged before, nothing is compared again. */
  async #judged(
    snapshot: RegistrySnapshot,
    context: { now: Date; signal: AbortSignal },
  ): Promise<Judgement> {
    const baseline = await this.#ledger.baseline();
    const adoptions = await this.#ledger.adoptions();
    const known = this.#judgements.get(snapshot);
    if (known?.baseline === baseline && known?.adoptions === adoptions.length) {
      return known;
    }
    const settling = await this.#ledger.settling();
    const commits = await this.#judgeCommits(snapshot, {
      ...context,
      baseline,
      adoptions,
      settling,
    });
    const judgement = {
      ...commits,
      baseline,
      adoptions: adoptions.length,
      observations: [
        ...(await standObservations(snapshot, {
          current: this.#current,
          commits: commits.observations,
          signal: context.signal,
        })),
        ...commits.observations,
      ],
    };
    if (settling.length === 0) this.#judgements.set(snapshot, judgement);
    return judgement;
  }

  async #judgeCommits(
    snapshot: RegistrySnapshot,
    {
      baseline,
      adoptions,
      settling,
      now,
      signal,
    }: {
      baseline: string | undefined;
      adoptions: readonly Adoption[];
      settling: readonly SettlingMerge[];
      now: Date;
      signal: AbortSignal;
    },
  ): Promise<JudgedCommits> {
    // Before the ledger has its baseline nothing can be told: the probe stays unknown.
    if (baseline === undefined) return NOTHING;
    if (!(await this.#repository.isAncestor(baseline, snapshot.head))) {
      return { ...NOTHING, problems: [rewritten(baseline)] };
    }
    const found = await this.#trails.upTo(snapshot, {
      baseline,
      now,
      keep: settling.length === 0,
    });
    // A merge of change control is not taken for somebody else's: until it is entered, what was seen before stays.
    const young = settling.filter(merge => !isOverdue(merge, now));
    const awaited = new Set(young.map(({ environment }) => environment));
    const observations: Collection['observations'] = [];
    for (const [ref, environment] of namedEnvironments(snapshot)) {
      if (awaited.has(ref)) continue;
      const left = notAdopted(
        ref,
        found.byEnvironment.get(ref) ?? [],
        adoptions,
      );
      // One after the other: somebody can touch every environment at once, and each asks git.
      const takenBack =
        left.commits.length > 0 &&
        (await this.#isAsGoverned(environment, snapshot, {
          adoption: left.adoption,
          settled: found.settled.get(ref) ?? baseline,
        }));
      signal.throwIfAborted();
      const commitsLeft = takenBack ? [] : left.commits;
      observations.push(unledgeredObservation(environment, commitsLeft));
    }
    return {
      observations,
      // A restore test has its files elsewhere.
      elsewhere: young.length > 0 ? [] : found.elsewhere,
      problems: settling.map(merge => unsettled(merge, now)),
    };
  }

  /** Whether its files are what the last of change control's commits left: what came since was taken back by hand. */
  async #isAsGoverned(
    environment: EnvironmentRef,
    { head, files }: Pick<RegistrySnapshot, 'head' | 'files'>,
    { adoption, settled }: { adoption?: string; settled: string },
  ): Promise<boolean> {
    const commit = adoption ?? settled;
    // The commit of an adoption touches no file: a history that was rewritten may do without it.
    if (adoption && !(await this.#repository.isAncestor(adoption, head))) {
      return false;
    }
    return isUnchangedSince(this.#repository, environment, commit, files);
  }
}

/** It changes what gates or clusters do and has no environment to be shown on. */
function ungoverned(commit: UnledgeredCommit): Collection['problems'][number] {
  return {
    subject: 'Governed commits',
    message: `changed outside change control: ${describeCommit(commit)}`,
  };
}

function unsettled(
  merge: SettlingMerge,
  now: Date,
): Collection['problems'][number] {
  const { change, environment, since } = merge;
  const told = isOverdue(merge, now)
    ? 'what it made of it may show as a commit outside change control'
    : 'commits of this environment are judged once that is known, or 10 minutes after';
  return {
    subject: 'Governed commits',
    message: `the host of the repository was asked at ${since} to merge change ${change} of ${environment} and has not told what became of it: ${told}`,
  };
}

function rewritten(baseline: string): Collection['problems'][number] {
  return {
    subject: 'Governed commits',
    message: `the history of the branch was rewritten: it no longer contains ${baseline}, so who made its commits cannot be told`,
  };
}
