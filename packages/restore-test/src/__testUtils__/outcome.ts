import { RestoreTestResult } from '@plumbline/plugin-odoo-common';

/** What one run left behind. */
export interface Outcome {
  exitCode: number;
  output: string;
  /** Blobs among the results, by name. */
  results: Record<string, string>;
  /** Undefined unless it is signed. */
  result?: RestoreTestResult;
  /** What Odoo found when it was let run; undefined: it never was. */
  odoo?: Record<string, unknown>;
  /** The backups are the same blobs as before. */
  sourceUnchanged: boolean;
  /** What is left in the work and run directories. */
  leftovers: string[];
}

/** What holds however a test ends: a result, an untouched store, nothing left behind, no secret said. */
export const CLEAN_END = {
  exitCode: 0,
  results: ['harbour-civil-production/test-1.json'],
  signed: true,
  sourceUnchanged: true,
  leftovers: [],
  tellsSecrets: false,
};

export const endOf = (outcome: Outcome) => ({
  exitCode: outcome.exitCode,
  results: Object.keys(outcome.results),
  signed: outcome.result !== undefined,
  sourceUnchanged: outcome.sourceUnchanged,
  leftovers: outcome.leftovers,
  tellsSecrets: outcome.output.includes('sig='),
});

export const checkOf = ({ result }: Outcome, id: string) =>
  result?.checks.find(check => check.id === id);
