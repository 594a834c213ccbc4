import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  PipelineRun,
  TrustedRepository,
  trustIn,
} from '@plumbline/plugin-odoo-common';
import { PipelineEvidenceReader } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';
import { AskedRun, PipelineRunStore } from './PipelineRunStore';
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

/** A claim that nothing stands behind: no such run, or none that could be one of a known host. */
const REFUSALS = ['NotFoundError', 'InputError'];

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
    for (const version of await this.#due(named, now)) {
      if (signal.aborted) return;
      const evidence = named.get(version);
      const reader = this.#readers.find(
        ({ provider }) => provider === evidence?.provider,
      );
      // Nobody waits for the next time-out of a provider that is away.
      if (!evidence || !reader || away.has(reader.provider)) continue;
      const read = await this.#ask(reader, evidence);
      if (read.outage) away.add(reader.provider);
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
          ? [[version, { ...pipeline, branch: trust.branch }] as const]
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
  ): Promise<{
    run?: PipelineRun;
    problem?: string;
    outage?: boolean;
    refused?: boolean;
  }> {
    try {
      return { run: await reader.read(evidence, evidence.branch) };
    } catch (error) {
      if (!isError(error) || !EXPECTED.includes(error.name)) throw error;
      const outage = error.name === 'ServiceUnavailableError';
      this.#logger.warn(
        `Run ${evidence.run} of ${evidence.repository} was not read: ${error.message}`,
      );
      const refused = REFUSALS.includes(error.name);
      return { problem: error.message, outage, refused };
    }
  }
}
