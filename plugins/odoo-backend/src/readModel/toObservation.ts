import { Observation } from '@plumbline/plugin-odoo-common';
import { ObservationRow } from './tables';

export const OBSERVATION_COLUMNS = [
  'document',
  'observed_at',
  'expires_at',
] as const;

/**
 * The columns have the times: an observation that says the same again moves them alone. A replica of the former
 * release writes the document alone; both are of the same statement, so the later end counts.
 */
export function toObservation(
  row: Pick<ObservationRow, (typeof OBSERVATION_COLUMNS)[number]>,
): Observation {
  const stored: Observation = JSON.parse(row.document);
  return {
    ...stored,
    observedAt: row.observed_at,
    expiresAt:
      row.expires_at !== null && row.expires_at > stored.expiresAt
        ? row.expires_at
        : stored.expiresAt,
  };
}
