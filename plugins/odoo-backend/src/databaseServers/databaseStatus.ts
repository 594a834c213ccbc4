import {
  Observation,
  ProbeId,
  Tier,
  VERDICT_STATUSES,
  VerdictStatus,
  isRequired,
  probeArea,
} from '@plumbline/plugin-odoo-common';

/** How a database is, as one environment on it sees it. */
export interface Told {
  status: VerdictStatus;
  /** The sentence of the observation that decided; absent when nothing was observed. */
  summary?: string;
}

/** From bad to good; what is not known is never good. */
const LADDER: readonly VerdictStatus[] = [
  'critical',
  'unknown',
  'degraded',
  'maintenance',
  'asleep',
  'ok',
];

const isVerdict = (status: string): status is VerdictStatus =>
  (VERDICT_STATUSES as readonly string[]).includes(status);

/**
 * The worst of what the required database probes say. Evidence past its time to live counts as unknown; a
 * probe that nobody collects says nothing, and when all of them say nothing that is unknown too.
 */
export function databaseStatus(
  observations: readonly Observation[],
  context: { planned: readonly ProbeId[]; tier: Tier; now: Date },
): Told {
  const told = observations
    .filter(
      ({ probe }) =>
        probeArea(probe) === 'database' &&
        context.planned.includes(probe) &&
        isRequired(probe, context.tier),
    )
    .flatMap(({ status, summary, expiresAt }): Told[] => {
      if (Date.parse(expiresAt) <= context.now.getTime()) {
        return [
          {
            status: 'unknown',
            summary: `Evidence is stale; last known: ${summary}`,
          },
        ];
      }
      return isVerdict(status) ? [{ status, summary }] : [];
    });
  return worst(told) ?? { status: 'unknown', summary: undefined };
}

export interface TenantTold extends Told {
  environment: string;
}

/**
 * The server over all its environments, and whether it holds what was planned on it. What an environment
 * says is told to who may read that environment; to everybody else, how many say so.
 */
export function serverStatus(
  tenants: readonly TenantTold[],
  { holds, shown }: { holds: boolean; shown: ReadonlySet<string> },
): { status: VerdictStatus; summary: string } {
  const decisive = worst(tenants);
  if (!decisive) {
    return {
      status: 'unknown',
      summary: 'No environment is on it, so nothing tells how it is',
    };
  }
  const { status } = decisive;
  if (status !== 'ok') {
    const alike = tenants.filter(tenant => tenant.status === status);
    const named = alike.find(({ environment }) => shown.has(environment));
    return {
      status,
      summary: named
        ? `${named.environment}: ${named.summary ?? 'not observed yet'}`
        : `${alike.length} of the ${tenants.length} environments on it say so`,
    };
  }
  return holds
    ? { status, summary: `The database probes of all ${tenants.length} are ok` }
    : {
        status: 'degraded',
        summary:
          'It runs, but what is planned on it is more than it is built for',
      };
}

function worst<T extends Told>(told: readonly T[]): T | undefined {
  return LADDER.map(status =>
    told.find(candidate => candidate.status === status),
  ).find(Boolean);
}
