import {
  Change,
  RecoveryFact,
  RestoreTestResult,
  SignedRestoreTest,
} from '@plumbline/plugin-odoo-common';
import { factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { platformInput } from './platform';

/** `odoo.platform` of a portal that runs restore tests. */
export const testingPlatform = {
  ...platformInput,
  restoreTest: {
    image: `registry.example/restore-test@sha256:${'d'.repeat(64)}`,
    storeAddresses: ['10.20.0.0/24'],
  },
};

/** What the Job of a change leaves in the store, as the collector tells it. */
export function resultOf(
  { id, environment, restoreTest }: Change,
  change: Partial<RestoreTestResult> = {},
): SignedRestoreTest {
  if (!id || !restoreTest) throw new Error('That is no restore test');
  const { nonce, point } = restoreTest;
  const now = Date.now();
  return {
    proof: 'signed',
    link: `restore-tests/${id}.json`,
    result: {
      version: 1,
      environment,
      test: id,
      nonce,
      point,
      startedAt: new Date(now - 22 * 60_000).toISOString(),
      finishedAt: new Date(now).toISOString(),
      outcome: 'passed',
      summary: 'Restored and checked',
      recovered: null,
      phases: [],
      checks: [],
      sizeBytes: 40_000_000_000,
      ...change,
    },
  };
}

/** The facts of an environment in order, with these results in its store. */
export function factsWith(...results: SignedRestoreTest[]): RecoveryFact[] {
  return [
    ...factsOf().filter(({ kind }) => kind !== 'restore-tests'),
    { kind: 'restore-tests', results },
  ];
}
