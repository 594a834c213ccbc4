import { RecoveryBand } from '../../recovery/bands';

/** What may become a problem, beside what is observed of an environment. */
export interface RiskFacts {
  /** Entity reference of who answers for the environment. */
  owner: string;
  /** Entity reference of who answers for clusters and database servers. */
  platformTeam: string;
  /** Day on which it expires; absent: never. */
  expires?: string;
  /** Last day of support of its Odoo series. */
  series?: { name: string; supportEnds: string };
  /** Last day of support of the version of PostgreSQL. */
  databaseSupportEnds?: string;
  /** Absent while nobody has judged it. */
  recovery?: {
    band: RecoveryBand;
    /** null: it does not apply. */
    score: number | null;
    weakestLink: string;
    /** null: none is demanded. */
    testDueAt: string | null;
  };
}
