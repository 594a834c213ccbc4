import { Environment } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { environmentsThatNeed } from '../probes';
import { KINDS } from '../records';
import { ListedKind } from './listNeeded';

export type Problem = Collection['problems'][number];

/** What was wrong with one kind, and what follows from it. */
export function listingProblem(
  { kind, state, error, malformed }: ListedKind,
  environments: readonly Environment[],
): Problem[] {
  const { kind: subject, product } = KINDS[kind];
  if (state === 'not-listed') {
    return [
      {
        subject,
        message: `Could not be listed, what depends on it ages: ${
          error?.message ?? 'not tried'
        }`,
      },
    ];
  }
  if (state === 'not-installed') {
    const needing = environmentsThatNeed(kind, environments).length;
    return needing === 0
      ? []
      : [
          {
            subject,
            message: `${product} is not installed: unknown for ${needing} of ${environments.length} environments`,
          },
        ];
  }
  return malformed
    ? [
        {
          subject,
          message: `${malformed.count} malformed objects were skipped, the first: ${malformed.first}`,
        },
      ]
    : [];
}
