import { isError } from '@backstage/errors';
import {
  EnvironmentDocument,
  EnvironmentSpec,
  Platform,
  ReleaseDocument,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { GitOpsRepository, TreeEntry } from '@plumbline/plugin-odoo-node';
import { BusinessCalendar, CalendarFloors, calendarFloors } from '../calendar';
import { BoundedCache } from './BoundedCache';
import { CompiledEnvironment, compileEnvironment } from './compileEnvironment';
import { Layout, layoutOf } from './layout';
import { Parsed, Problem, broken } from './Parsed';
import {
  parseCalendarFile,
  parseEnvironment,
  parseRelease,
} from './parseDocuments';
import { readTexts } from './readTexts';
import {
  RegisteredEnvironment,
  RegistryError,
  RegistrySnapshot,
} from './RegistryService';
import { CommitLedger } from './CommitLedger';
import { RevisionReader } from './RevisionReader';

/** Above the size of a large fleet, so that one head after another is read by what changed. */
const CACHED_BLOBS = 50_000;

type Report = (file: string, problems: readonly Problem[]) => void;

const NO_COMMIT = broken('no commit of the branch made it');
const NOT_READ = broken('was not read');

/**
 * Parses the repository at a commit. Contents are cached by object id and plans by the ids of what they
 * follow from, so the cost of a further commit grows with what it changed.
 */
export class SnapshotReader {
  readonly #repository: GitOpsRepository;
  readonly #platform: Platform;
  readonly #texts = new BoundedCache<Parsed<string>>(1_000);
  readonly #environments = new BoundedCache<Parsed<EnvironmentDocument>>(
    CACHED_BLOBS,
  );
  readonly #calendars = new BoundedCache<Parsed<BusinessCalendar>>(
    CACHED_BLOBS,
  );
  readonly #releases = new BoundedCache<Parsed<ReleaseDocument>>(CACHED_BLOBS);
  readonly #compiled = new BoundedCache<Parsed<CompiledEnvironment>>(
    CACHED_BLOBS,
  );
  readonly #revisions: RevisionReader;

  constructor(
    repository: GitOpsRepository,
    platform: Platform,
    ledger: Pick<CommitLedger, 'recordedAt'>,
  ) {
    this.#repository = repository;
    this.#revisions = new RevisionReader(repository, ledger);
    this.#platform = platform;
  }

  async read(commit: string): Promise<RegistrySnapshot> {
    const layout = layoutOf(await this.#repository.list(commit, ''));
    await this.#load(commit, layout);
    const touched = await this.#revisions.at(commit);

    const errors: RegistryError[] = [];
    const report: Report = (file, problems) => {
      errors.push(...problems.map(problem => ({ file, ...problem })));
    };
    const policies = this.#readPolicies(layout, report);
    const releases = this.#readReleases(layout, report);
    const calendars = this.#readCalendars(layout, report);
    const environments = new Map<string, RegisteredEnvironment>();
    for (const [ref, { path, blob }] of layout.environments) {
      const compiled = this.#readEnvironment(ref, blob, {
        layout,
        calendars,
        errors,
      });
      const revision = touched.get(`environments/${ref}`);
      if ('problems' in compiled) report(path, compiled.problems);
      else if (!revision) report(path, NO_COMMIT.problems);
      else environments.set(ref, { ...compiled.document, revision });
    }
    return {
      head: commit,
      environments,
      releases,
      calendars,
      policies,
      named: new Set(layout.environments.keys()),
      files: layout.files,
      errors,
    };
  }

  async #load(commit: string, layout: Layout): Promise<void> {
    const load = <T>(
      entries: Iterable<TreeEntry>,
      cache: BoundedCache<Parsed<T>>,
      parse: (text: string) => Parsed<T>,
    ) => this.#loadUnknown(commit, [...entries], cache, parse);
    await load(
      layout.environments.values(),
      this.#environments,
      parseEnvironment,
    );
    await load(layout.releases.values(), this.#releases, parseRelease);
    await load(layout.calendars.values(), this.#calendars, parseCalendarFile);
    await load(layout.policies, this.#texts, document => ({ document }));
  }

  /** Reads and parses the contents that are not in the cache. */
  async #loadUnknown<T>(
    commit: string,
    entries: readonly TreeEntry[],
    cache: BoundedCache<Parsed<T>>,
    parse: (text: string) => Parsed<T>,
  ): Promise<void> {
    const unknown = entries.filter(({ blob }) => !cache.get(blob));
    const texts = await readTexts(this.#repository, commit, unknown);
    for (const { path, blob } of unknown) {
      const text = texts.get(path) ?? NOT_READ;
      cache.set(blob, 'document' in text ? parse(text.document) : text);
    }
  }

  #readPolicies(layout: Layout, report: Report): Map<string, string> {
    const policies = new Map<string, string>();
    for (const { path, blob } of layout.policies) {
      const text = this.#texts.get(blob) ?? NOT_READ;
      if ('document' in text) policies.set(path, text.document);
      else report(path, text.problems);
    }
    return policies;
  }

  #readCalendars(
    layout: Layout,
    report: Report,
  ): Map<string, BusinessCalendar> {
    const calendars = new Map<string, BusinessCalendar>();
    for (const [name, { path, blob }] of layout.calendars) {
      const parsed = this.#calendars.get(blob) ?? NOT_READ;
      if ('document' in parsed) calendars.set(name, parsed.document);
      else report(path, parsed.problems);
    }
    return calendars;
  }

  #readReleases(layout: Layout, report: Report): Map<string, ReleaseDocument> {
    const releases = new Map<string, ReleaseDocument>();
    for (const [version, entry] of layout.releases) {
      const release = this.#release(version, entry);
      if ('document' in release) releases.set(version, release.document);
      else report(entry.path, release.problems);
    }
    return releases;
  }

  #release(version: string, { blob }: TreeEntry): Parsed<ReleaseDocument> {
    const parsed = this.#releases.get(blob) ?? NOT_READ;
    if ('document' in parsed && parsed.document.metadata.name !== version) {
      return broken(
        `metadata.name: is ${parsed.document.metadata.name}, the file is ${version}`,
      );
    }
    return parsed;
  }

  #readEnvironment(
    ref: string,
    blob: string,
    {
      layout,
      calendars,
      errors,
    }: { layout: Layout } & Pick<RegistrySnapshot, 'calendars' | 'errors'>,
  ): Parsed<CompiledEnvironment> {
    const parsed = this.#environments.get(blob) ?? NOT_READ;
    if ('problems' in parsed) return parsed;
    const { metadata, spec } = parsed.document;
    const named = formatEnvironmentRef(metadata);
    if (named !== ref) {
      return broken(`metadata: is ${named}, the folder is ${ref}`);
    }
    const version = spec.odoo.release;
    const entry = layout.releases.get(version);
    if (!entry) {
      return broken(`spec.odoo.release: releases/ has no ${version}`);
    }
    const release = this.#release(version, entry);
    if ('problems' in release) {
      return broken(`spec.odoo.release: ${entry.path} is malformed`);
    }
    const files = spec.legalEntities.flatMap(
      ({ calendar }) => layout.calendars.get(calendar) ?? [],
    );
    const follows = [blob, entry.blob, ...files.map(file => file.blob)];
    return this.#compiled.memo(follows.join(' '), () => {
      // What is kept keeps no whole snapshot.
      const own = calendarsOf(spec, { calendars, errors });
      return compile(parsed.document, release.document, this.#platform, () =>
        calendarFloors(spec, own, this.#platform.autoscaling),
      );
    });
  }
}

/** What the snapshot says of the calendars that the spec names. */
function calendarsOf(
  { legalEntities }: Pick<EnvironmentSpec, 'legalEntities'>,
  { calendars, errors }: Pick<RegistrySnapshot, 'calendars' | 'errors'>,
): Pick<RegistrySnapshot, 'calendars' | 'errors'> {
  const names = new Set(legalEntities.map(({ calendar }) => calendar));
  return {
    calendars: new Map(
      [...names].flatMap(name => {
        const calendar = calendars.get(name);
        return calendar ? [[name, calendar] as const] : [];
      }),
    ),
    errors: errors.filter(({ file }) =>
      legalEntities.some(
        ({ calendar }) => file === `calendars/${calendar}.ics`,
      ),
    ),
  };
}

function compile(
  document: EnvironmentDocument,
  release: ReleaseDocument,
  platform: Platform,
  calendars: () => CalendarFloors,
): Parsed<CompiledEnvironment> {
  try {
    return {
      document: compileEnvironment(document, release, platform, calendars),
    };
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return broken(`cannot be planned: ${error.message}`);
    }
    throw error;
  }
}
