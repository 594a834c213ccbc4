import { BackupFormat, RepositoryReport } from '@plumbline/plugin-odoo-common';
import { BlobStore } from '../store';

/** Where in a container a repository begins. */
export interface RepositoryLocation {
  format: BackupFormat;
  /** Empty, or ending in `/`. */
  prefix: string;
  /** For people: the server, stanza or database. */
  name: string;
}

/** What a repository is measured against. */
export interface BackupTargets {
  /** With WAL: the newest restorable point may be this old. */
  rpoSeconds: number;
  /** The newest usable backup may be this old; the only measure of formats without WAL. */
  maxBackupAgeSeconds: number;
}

export interface ReadRequest {
  store: BlobStore;
  location: RepositoryLocation;
  targets: BackupTargets;
  now: Date;
  /**
   * `metadata`: listing, small files, headers and tails (tiers 0 and 1 of the reference), on every run.
   * `content`: whole samples as well (tier 2).
   */
  depth: 'metadata' | 'content';
  /** What the same reader returned last for this location; a reader must accept any other value as none. */
  memory?: unknown;
  signal?: AbortSignal;
}

export interface RepositoryReading {
  report: RepositoryReport;
  /** Makes the next reading cheap; JSON, a few kilobytes at most, whatever the size of the store. */
  memory?: unknown;
  /** Older parts have not been looked at yet: another reading with `memory` goes on, and claims more. */
  pending?: boolean;
}

/** A name in a container as `locate` gets to see it. */
export interface StoreEntry {
  /** Whole name; a folder that was not descended into ends in `/`. */
  name: string;
}

/**
 * Knows one format. Untrusted bytes become findings on the backup they belong to and never an exception;
 * what the store refuses to tell makes the report `partial` and its verdict at best `unknown`, and no restore
 * point is invented from half a listing.
 */
export interface BackupReader {
  readonly format: BackupFormat;
  /** Repositories of this format among names that were listed down to their bulk folders. */
  locate(entries: readonly StoreEntry[]): RepositoryLocation[];
  read(request: ReadRequest): Promise<RepositoryReading>;
}
