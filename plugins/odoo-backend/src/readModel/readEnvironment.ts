import {
  EnvironmentDetail,
  Observation,
  PROBE_IDS,
  ProbeId,
  Tier,
  isRequired,
  probeArea,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { environmentsWithVerdicts } from './environmentFilters';
import { EnvironmentDetailDocument } from './environmentRow';
import { SummaryRow, summaryColumns, toSummary } from './environmentSummary';
import { ObservationRow } from './tables';
import { OBSERVATION_COLUMNS, toObservation } from './toObservation';

type Claimed = { has(probe: ProbeId): boolean };

/** One environment with everything that is known of it; `undefined` when there is none of that name. */
export async function readEnvironment(
  knex: Knex,
  ref: string,
  options: { claimed: Claimed; runbookUrl: string; now: Date },
): Promise<EnvironmentDetail | undefined> {
  const row: (SummaryRow & { document: string }) | undefined =
    await environmentsWithVerdicts(knex)
      .where('e.ref', ref)
      .select<SummaryRow[]>(...summaryColumns, 'e.document')
      .first();
  if (!row) return undefined;

  const observations = await knex<ObservationRow>('observations')
    .where({ environment: ref })
    .select(...OBSERVATION_COLUMNS);
  const document: EnvironmentDetailDocument = JSON.parse(row.document);
  return {
    ...toSummary(row, options.now),
    ...document,
    observations: presentObservations(
      document.expectation.probes,
      observations.map(toObservation),
      { ...options, tier: row.tier as Tier },
    ),
  };
}

/**
 * Every planned probe in the order of the probe table: observed, awaited from a collector that claims it
 * (`unknown`), or claimed by none (`not-collected`).
 */
export function presentObservations(
  planned: readonly ProbeId[],
  observations: readonly Observation[],
  options: { tier: Tier; claimed: Claimed; runbookUrl: string; now: Date },
): EnvironmentDetail['observations'] {
  const { tier, claimed, runbookUrl, now } = options;
  const byProbe = new Map(observations.map(o => [o.probe, o]));
  return PROBE_IDS.filter(probe => planned.includes(probe)).map(probe => {
    const more = {
      required: isRequired(probe, tier),
      runbook: runbookOf(probe, runbookUrl),
    };
    if (!claimed.has(probe)) return { ...notCollected(probe), ...more };
    const observation = byProbe.get(probe);
    if (!observation) return { ...awaited(probe), ...more };
    const stale = observation.expiresAt <= now.toISOString();
    return { ...observation, ...more, stale };
  });
}

/** A fragment of a page has no dots. */
function runbookOf(probe: ProbeId, runbookUrl: string): string {
  return runbookUrl.replaceAll('{probe}', probe.replaceAll('.', '-'));
}

function notCollected(probe: ProbeId) {
  return {
    probe,
    area: probeArea(probe),
    status: 'not-collected' as const,
    summary: 'No configured collector tells this',
    stale: false,
  };
}

function awaited(probe: ProbeId) {
  return {
    probe,
    area: probeArea(probe),
    status: 'unknown' as const,
    summary: 'Not observed yet',
    stale: false,
  };
}
