import { RecoveryFact } from '@plumbline/plugin-odoo-common';
import { appendFileSync, readFileSync } from 'node:fs';

/** What the collector of a portal process tells; the test writes it into a file, and every replica reads it. */
export interface Told {
  /** By `<tenant>/<stage>`. */
  recovery?: Record<string, RecoveryFact[]>;
  /** Every environment is well, and runs this commit; absent: nothing is seen. */
  running?: string;
  /** No workload of any environment exists, nor any pod. */
  stopped?: boolean;
  /** The clusters give no answer at all. */
  silent?: boolean;
}

/** The beginning of a run: which process asked which cluster, and whether it waits in vain. */
export interface StartedCollection {
  pid: number;
  scope: string;
  silent: boolean;
}

export const readTold = (file: string): Told =>
  JSON.parse(readFileSync(file, 'utf8'));

export function noteCollection(file: string, run: StartedCollection): void {
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

export function notedCollections(file: string): StartedCollection[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}
