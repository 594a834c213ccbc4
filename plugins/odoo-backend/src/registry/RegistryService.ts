import {
  Environment,
  EnvironmentDocument,
  Plan,
  ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { BusinessCalendar } from '../calendar';
import { Problem } from './Parsed';

/** An environment of the repository with everything that follows from its spec. */
export interface RegisteredEnvironment extends Environment {
  document: EnvironmentDocument;
  release: ReleaseDocument;
  plan: Plan;
  /** Of its autoscaling floors: what it renders has none of their events. */
  unreadCalendars(): readonly RegistryError[];
  /** Object id of every file that the golden path renders for it, by path; rendered on first use. */
  renderedBlobs(): ReadonlyMap<string, string>;
}

/** Why a file of the repository could not be read, one of several reasons; what depends on it is left out of the snapshot. */
export interface RegistryError extends Problem {
  file: string;
}

/** `<file>:<line>` */
export const placeOf = ({ file, line }: RegistryError): string =>
  line === undefined ? file : `${file}:${line}`;

/** The repository at one commit, parsed. */
export interface RegistrySnapshot {
  head: string;
  /** By `<tenant>/<stage>`. */
  environments: ReadonlyMap<string, RegisteredEnvironment>;
  /** By version. */
  releases: ReadonlyMap<string, ReleaseDocument>;
  /** By name; absent: there is none, or it cannot be read (see `errors`). */
  calendars: ReadonlyMap<string, BusinessCalendar>;
  /** Text of every file in `policies/`, by path. */
  policies: ReadonlyMap<string, string>;
  /** Environments that the repository names, the malformed ones included. */
  named: ReadonlySet<string>;
  /** Object id by path, of everything below `environments/`, `clusters/`, `database-servers/` and `restore-tests/`. */
  files: ReadonlyMap<string, string>;
  errors: readonly RegistryError[];
}

/** What exists, by the GitOps repository: the only authority on it. */
export interface RegistryService {
  /** At the head that is shown; reaches out only when this process does not have that commit yet. */
  snapshot(): Promise<RegistrySnapshot>;
  /** At a commit of the local clone, such as one that was just fetched. */
  at(commit: string): Promise<RegistrySnapshot>;
  /**
   * Fetches and brings the read model up to date. Fails with ServiceUnavailableError when the
   * repository cannot be reached; the last snapshot then stays.
   */
  refresh(options?: { signal?: AbortSignal }): Promise<RegistrySnapshot>;
}
