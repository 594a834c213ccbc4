import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  PipelineRun,
  TrustedRepository,
  ownerOf,
  trustIn,
} from '@plumbline/plugin-odoo-common';
import {
  PipelineEvidenceReader,
  UnclearAnswer,
} from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';
import { AskedRun, PipelineRunStore, askedRun } from './PipelineRunStore';
import { nextLook } from './nextLook';

/** Runs that are asked for at a time: a whole history of releases is caught up with over some of them. */
const MAX_PER_RUN = 30;

/** What a reader can fail with; anything else is a fault of ours. */
const EXPECTED = [
  'NotFoundError',
  'NotAllowedError',
  'InputError',
  'ServiceUnavailableError',
];

/** What the host would say of every run of the owner. */
const OF_ALL_RUNS = ['ServiceUnavailableError', 'NotAllowedError'];

interface Answer {
  run?: PipelineRun;
  problem?: string;
  refused?: boolean;
  /** Whether nobody was asked, as the record names what cannot be a run. */
  unasked?: boolean;
  /** Whether the host will say the same of any other run of this owner. */
  away?: boolean;
}

/** Where the release records are. */
interface Releases {
  snapshot(): Promise<Pick<RegistrySnapshot, 'releases'>>;
}

/** Asks pipelines for the runs that release records name, on a schedule and never for a page. */
export class PipelineEvidenceTask {
  readonly #readers: readonly PipelineEvidenceReader[];
  readonly #registry: Releases;
  readonly #trusted: readonly TrustedRepository[];
  readonly #store: PipelineRunStore;
  readonly #logger: LoggerService;

  constructor(options: {
    readers: readonly PipelineEvidenceReader[];
    registry: Releases;
    trusted: readonly TrustedRepository[];
    store: PipelineRunStore;
    logger: LoggerService;
  }) {
    this.#readers = options.readers;
    this.#registry = options.registry;
    this.#trusted = options.trusted;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  async run(now: Date, signal: AbortSignal): Promise<void> {
    const named = await this.#named();
    await this.#store.forgetOthers([...named.keys()]);
    const away = new Set<string>();
    let asked = 0;
    for (const version of await this.#due(named, now)) {
      if (signal.aborted || asked === MAX_PER_RUN) return;
      const evidence = named.get(version);
      const reader = this.#readers.find(
        ({ provider }) => provider === evidence?.provider,
      );
      if (!evidence || !reader) continue;
      const owner = ownerOf(evidence);
      // Nobody waits for the next time-out, nor shows ended credentials again. Whoever was not asked is still due, and comes
      // before the one that failed the next time: what fails for one run alone is in the way of no other for long.
      if (away.has(owner)) continue;
      const { away: isAway, ...read } = await this.#ask(reader, evidence);
      asked += 1;
      if (isAway) away.add(owner);
      await this.#store.keep(evidence, {
        ...read,
        version,
        triedAt: now.toISOString(),
        nextAt: nextLook(read, now),
      });
    }
  }

  async #named(): Promise<Map<string, AskedRun>> {
    const { releases } = await this.#registry.snapshot();
    return new Map(
      [...releases].flatMap(([version, { spec }]) => {
        const { pipeline } = spec.evidence ?? {};
        const reader = this.#readers.some(
          ({ provider }) => provider === pipeline?.provider,
        );
        // Who is not believed is not asked either.
        const trust = pipeline && trustIn(pipeline, this.#trusted);
        return reader && trust
          ? [[version, askedRun(pipeline, trust, spec)] as const]
          : [];
      }),
    );
  }

  /** Somebody waits for runs that go on; then those that were never asked for, then whoever waits the longest. */
  async #due(
    named: ReadonlyMap<string, AskedRun>,
    now: Date,
  ): Promise<string[]> {
    const agenda = await this.#store.agenda(named);
    const places = [...named.keys()].flatMap(version => {
      const { nextAt, goesOn } = agenda.get(version) ?? { nextAt: '' };
      return nextAt !== undefined && nextAt <= now.toISOString()
        ? [{ version, place: goesOn ? '' : `-${nextAt}` }]
        : [];
    });
    return places
      .sort((a, b) => Number(a.place > b.place) - Number(a.place < b.place))
      .map(({ version }) => version);
  }

  async #ask(
    reader: PipelineEvidenceReader,
    evidence: AskedRun,
  ): Promise<Answer> {
    try {
      return { run: await reader.read(evidence, evidence.branch) };
    } catch (error) {
      if (!isError(error) || !EXPECTED.includes(error.name)) throw error;
      this.#logger.warn(
        `Run ${evidence.run} of ${evidence.repository} was not read: ${error.message}`,
      );
      return {
        problem: error.message,
        // Whom the provider does not let in has seen nothing: only that it is away is excused.
        refused: error.name !== 'ServiceUnavailableError',
        unasked: error.name === 'InputError',
        away:
          OF_ALL_RUNS.includes(error.name) && !(error instanceof UnclearAnswer),
      };
    }
  }
}
