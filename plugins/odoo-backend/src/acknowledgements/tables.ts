/** Rows as `migrations/20261125_observe.js` defines them; times are RFC 3339 text in UTC. */
export interface AcknowledgementRow {
  id: string;
  environment: string;
  kind: string;
  probe: string | null;
  reason: string;
  by_ref: string;
  at: string;
  until: string;
  /** Of the state that was meant. */
  severity: number;
  /** The probe that decided it. */
  decided_by: string | null;
}
