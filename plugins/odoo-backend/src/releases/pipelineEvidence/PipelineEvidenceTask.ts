import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  PipelineRun,
  TrustedRepository,
  trustIn,
} from '@plumbline/plugin-odoo-common';
import { PipelineEvidenceReader } from '@plumbline/plugin-odoo-node';
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

/** What may be over at the next turn, unlike a run that is not there. */
const PASSING = ['ServiceUnavailableError', 'NotAllowedError'];

interface Answer {
  run?: PipelineRun;
  problem?: string;
  /** Whether it is asked again at the next turn. */
  outage?: boolean;
  refused?: boolean;
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
    const away = new Map<string, Answer>();
    for (const version of await this.#due(named, now)) {
      if (signal.aborted) return;
      const evidence = named.get(version);
      const reader = this.#readers.find(
        ({ provider }) => provider === evidence?.provider,
      );
      if (!evidence || !reader) continue;
      // Nobody waits for the next time-out of a provider that is away.
      const read =
        away.get(reader.provider) ?? (await this.#ask(reader, evidence));
      if (read.problem && !read.refused) away.set(reader.provider, read);
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
          ? [[version, askedRun(pipeline, trust)] as const]
          : [];
      }),
    );
  }

  /** Those that were never asked for come first, then whoever waits the longest. */
  async #due(
    named: ReadonlyMap<string, AskedRun>,
    now: Date,
  ): Promise<string[]> {
    const agenda = await this.#store.agenda(named);
    const at = (version: string) =>
      agenda.has(version) ? agenda.get(version) : '';
    return [...named.keys()]
      .flatMap(version => {
        const due = at(version);
        return due !== undefined && due <= now.toISOString()
          ? [{ version, due }]
          : [];
      })
      .sort((a, b) => a.due.localeCompare(b.due))
      .slice(0, MAX_PER_RUN)
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
        outage: PASSING.includes(error.name),
        // Whom the provider does not let in has seen nothing: only that it is away is excused.
        refused: error.name !== 'ServiceUnavailableError',
      };
    }
  }
}
