import type { KindTable } from '../../../kubernetes';
import {
  filesIn,
  folderDigest,
  parseManifests,
  type GitOpsFeed,
  type Snapshot,
} from '../../repository';
import type { Application } from '../shapes';
import { desiredResource, type DesiredResource } from './desired';

/** What Git wants of an application at one commit. */
export interface TargetState {
  snapshot: Snapshot;
  /** Changes when, and only when, a file of the application does. */
  digest: string;
  resources: DesiredResource[];
  /** Why the state could not be loaded, in Argo CD's words. */
  error?: string;
}

/** Loads and remembers the target state of every application. */
export class TargetStates {
  readonly #known = new Map<string, TargetState & { path: string }>();

  constructor(
    private readonly feed: GitOpsFeed,
    private readonly kinds: KindTable,
  ) {}

  /** Undefined before the repository was read for the first time. */
  of(application: Application): TargetState | undefined {
    const snapshot = this.feed.current;
    if (!snapshot) return undefined;
    const { path = '.', directory } = application.spec.source;
    const { name } = application.metadata;
    const known = this.#known.get(name);
    if (known?.snapshot === snapshot && known.path === path) return known;
    const files = filesIn(snapshot, path, directory?.recurse);
    const digest = folderDigest(snapshot, [path, ...files]);
    if (known?.digest === digest) {
      const same = { ...known, snapshot };
      this.#known.set(name, same);
      return same;
    }
    const loaded = this.#load(application, files);
    const state = { snapshot, path, digest, ...loaded };
    this.#known.set(name, state);
    return state;
  }

  /** Whether a commit changes what Git wants of an application. */
  isAffected(application: Application): boolean {
    const known = this.#known.get(application.metadata.name);
    return known === undefined || known.digest !== this.of(application)?.digest;
  }

  #load(
    application: Application,
    files: string[],
  ): Pick<TargetState, 'resources' | 'error'> {
    const { path } = application.spec.source;
    const { current, reader } = this.feed;
    if (files.length === 0) {
      return {
        resources: [],
        error: failure(`${path}: app path does not exist`),
      };
    }
    try {
      const resources = files
        .flatMap(file =>
          parseManifests(reader.text(current?.files.get(file) ?? ''), file),
        )
        .map(manifest => desiredResource(application, this.kinds, manifest));
      return { resources };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return { resources: [], error: failure(text) };
    }
  }
}

function failure(text: string): string {
  return `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${text}`;
}
