/** Rows as `migrations/20261124_recovery.js` defines them; times are RFC 3339 text in UTC. */
export interface RecoveryFactRow {
  environment: string;
  kind: string;
  collector: string;
  scope: string;
  observed_at: string;
  expires_at: string;
  document: string;
}

export interface RecoveryAssessmentRow {
  environment: string;
  band: string;
  score: number | null;
  rpo_seconds: number | null;
  rto_seconds: number | null;
  last_test_at: string | null;
  test_due_at: string | null;
  weakest_link: string;
  reassess_at: string | null;
  last_test: string | null;
  document: string;
}

export interface RecoveryRecordRow {
  id: string;
  environment: string;
  author: string;
  created_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  statement: string;
}

export interface RestoreTestRow {
  change_id: string;
  environment: string;
  nonce: string;
  asked_at: string;
  ended_at: string | null;
  outcome: string | null;
  document: string;
}
