import {
  EvidenceState,
  STAGES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';

/** Order of lists: what needs a person first has the highest number. */
export const SEVERITY: Record<VerdictStatus, number> = {
  ok: 0,
  asleep: 1,
  maintenance: 2,
  degraded: 3,
  unknown: 4,
  critical: 5,
};

export const EVIDENCE_RANK: Record<EvidenceState, number> = {
  fresh: 0,
  partial: 1,
  stale: 2,
  missing: 3,
};

export function stageRank(stage: string): number {
  return (STAGES as readonly string[]).indexOf(stage);
}

/** Sorts versions as text by number: 18.0-2026.9.1 before 18.0-2026.11.1. */
export function versionRank(version: string): string {
  return version.replace(/\d+/g, digits => digits.padStart(8, '0'));
}
