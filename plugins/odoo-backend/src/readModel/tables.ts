/** Rows as the migrations define them; times are RFC 3339 text in UTC with milliseconds. */
export interface EnvironmentRow {
  ref: string;
  tenant: string;
  stage: string;
  stage_rank: number;
  tier: number;
  tenancy: string;
  region: string;
  cluster: string;
  database_server: string;
  owner: string;
  golden_path: string;
  release_version: string;
  release_rank: string;
  release_digest: string;
  release_since: string;
  /** When a commit last touched its files; these three are null in rows of an older version. */
  changed_at: string | null;
  /** Day, or `never`. */
  expires: string | null;
  /** Day, or `none`; null in rows of an older version. */
  hold: string | null;
  series: string | null;
  search: string;
  probes: string;
  document: string;
  digest: string;
}

export interface VerdictRow {
  environment: string;
  status: string;
  severity: number;
  evidence: string;
  evidence_rank: number;
  observed_at: string | null;
  since: string;
  reassess_at: string | null;
  document: string;
  /** From when until when somebody vouches for the status. */
  held_from: string | null;
  held_until: string | null;
  /** The probe that decided a verdict other than ok. */
  decided_by: string | null;
  /** The cause of what is not well. */
  cause_kind: string | null;
  cause_name: string | null;
  /** The source whose evidence expires at `reassess_at`. */
  expiring_source: string | null;
}

export interface ObservationRow {
  environment: string;
  probe: string;
  status: string;
  observed_at: string;
  /** Null in rows of an older version: the document has it. */
  expires_at: string | null;
  since: string;
  /** Of what it says, without its times. */
  fingerprint: string | null;
  document: string;
}

export interface TransitionRow {
  /** 64 bit: a string in PostgreSQL, a number in SQLite. */
  id: string | number;
  environment: string;
  probe: string;
  from_status: string | null;
  to_status: string;
  at: string;
  summary: string;
}

export interface SourceRow {
  collector: string;
  scope: string;
  title: string;
  not_available: string | null;
  running_until: string | null;
  last_run: string | null;
}

export interface ReleaseRow {
  version: string;
  series: string;
  edition: string;
  digest: string;
  schema_class: string;
  released_at: string;
}

export interface RegistryStateRow {
  id: number;
  head: string;
  fetched_at: string;
  error: string | null;
}

/** Rows a statement: under the limit of bound values of SQLite (32,766) for every table. */
export const BATCH = 200;

export function* batches<T>(
  values: readonly T[],
  size = BATCH,
): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) {
    yield values.slice(start, start + size);
  }
}
