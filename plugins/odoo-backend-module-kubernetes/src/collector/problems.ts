import { Environment } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { ApiStatusError } from '../client';
import { ListedWarnings } from '../events';
import { environmentsThatNeed, environmentsThatWait } from '../probes';
import { KINDS } from '../records';
import { recoveryKinds } from '../recovery';
import { MINUTE, duration } from '../words';
import { ListedKind } from './listNeeded';

export type Problem = Collection['problems'][number];

/** What was wrong with one kind, and what follows from it. */
export function listingProblem(
  { kind, state, error, malformed }: ListedKind,
  environments: readonly Environment[],
): Problem[] {
  const { kind: subject, product } = KINDS[kind];
  if (state === 'not-listed') {
    const decisive =
      environmentsThatWait(kind, environments).length > 0 ||
      recoveryKinds(environments).includes(kind);
    return [
      {
        kind: problemKind(error),
        subject,
        message: `Could not be listed, ${
          decisive ? 'what depends on it ages' : 'only its words are missed'
        }: ${error?.message ?? 'not tried'}`,
      },
    ];
  }
  if (state === 'not-installed') {
    const needing = environmentsThatNeed(kind, environments).length;
    return needing === 0
      ? []
      : [
          {
            kind: 'not-installed',
            subject,
            count: needing,
            message: `${product} is not installed: unknown for ${needing} of ${environments.length} environments`,
          },
        ];
  }
  return malformed
    ? [
        {
          kind: 'skipped',
          subject,
          count: malformed.count,
          message: `${malformed.count} malformed objects were skipped, the first: ${malformed.first}`,
        },
      ]
    : [];
}

/** What it costs that the warnings could not be read, or not all of them. */
export function warningsProblem({ error, cut }: ListedWarnings): Problem[] {
  if (error) {
    return [
      {
        kind: problemKind(error),
        subject: 'Event',
        message: `Could not be listed, verdicts stand without their reason: ${error.message}`,
      },
    ];
  }
  return cut
    ? [
        {
          subject: 'Event',
          message:
            'There are too many warnings, some verdicts stand without their reason',
        },
      ]
    : [];
}

/** That the clocks differ, and how ages are judged then. */
export function skewProblem(skewMs: number): Problem[] {
  if (skewMs === 0) return [];
  const by = duration(Math.round(Math.abs(skewMs) / MINUTE) * MINUTE);
  return [
    {
      subject: 'Clock',
      message: `The cluster's clock is ${by} ${
        skewMs > 0 ? 'ahead of' : 'behind'
      } ours: ages and deadlines are judged by the later of the two. Check the time service of both`,
    },
  ];
}

export function problemKind(error: Error | undefined): Problem['kind'] {
  return error instanceof ApiStatusError && error.status === 403
    ? 'no-permission'
    : 'failed';
}
