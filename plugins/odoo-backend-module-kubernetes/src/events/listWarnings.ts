import { toError } from '@backstage/errors';
import { Environment } from '@plumbline/plugin-odoo-common';
import { ClusterClient, listKind } from '../client';
import { Warnings } from './Warnings';

/** A cluster with more warnings than fit has other troubles than those of one environment. */
const PAGES = 40;

export interface ListedWarnings {
  warnings: Warnings;
  error?: Error;
  /** Some were left out because there are too many. */
  cut?: boolean;
}

/**
 * The warnings about what environments are made of. They only add the reason to a verdict: where they cannot be
 * read, the verdict stands without it.
 */
export async function listWarnings(
  client: ClusterClient,
  environments: readonly Environment[],
): Promise<ListedWarnings> {
  const namespaces = environments.flatMap(({ expectation }) => [
    expectation.namespace,
    expectation.gitops.namespace,
    ...(expectation.database ? [expectation.database.namespace] : []),
  ]);
  let warnings = new Warnings();
  if (environments.length === 0) return { warnings };
  try {
    const whole = await listKind(
      client,
      '/api/v1/events',
      { selectors: { fieldSelector: 'type=Warning' }, pageLimit: PAGES },
      () => {
        warnings = new Warnings(namespaces);
        return event => warnings.add(event);
      },
    );
    return { warnings, cut: !whole };
  } catch (error) {
    return { warnings: new Warnings(), error: toError(error) };
  }
}
