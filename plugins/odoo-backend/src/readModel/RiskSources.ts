import {
  Platform,
  RecoveryBand,
  RiskFacts,
} from '@plumbline/plugin-odoo-common';
import { RecoveryAssessmentRow } from '../recovery/store/tables';
import { Judged } from './verdictRow';

/** What the configuration says about risks ahead. */
export interface RiskSources {
  /** Entity reference of who answers for clusters and database servers. */
  platformTeam: string;
  series: Platform['series'];
  databaseSupportEnds?: string;
}

export type RecoveryColumns = Pick<
  RecoveryAssessmentRow,
  | 'environment'
  | 'band'
  | 'score'
  | 'weakest_link'
  | 'test_due_at'
  | 'reassess_at'
>;

/** An assessment of recovery that is past its time counts as unknown, as everywhere. */
export function riskFacts(
  environment: Pick<Judged, 'owner' | 'expires' | 'series'>,
  recovery: RecoveryColumns | undefined,
  sources: RiskSources,
  now: Date,
): RiskFacts {
  const { owner, expires, series } = environment;
  const past =
    recovery?.reassess_at !== null &&
    recovery !== undefined &&
    recovery.reassess_at <= now.toISOString();
  return {
    owner,
    platformTeam: sources.platformTeam,
    expires: expires === null || expires === 'never' ? undefined : expires,
    series: sources.series.find(({ name }) => name === series),
    databaseSupportEnds: sources.databaseSupportEnds,
    recovery: recovery && {
      band:
        past && recovery.band !== 'not-applicable'
          ? 'unknown'
          : (recovery.band as RecoveryBand),
      score: recovery.score,
      weakestLink: recovery.weakest_link,
      testDueAt: recovery.test_due_at,
    },
  };
}
