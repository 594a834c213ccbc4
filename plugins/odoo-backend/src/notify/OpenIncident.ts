import { Cause, VerdictStatus } from '@plumbline/plugin-odoo-common';

/** One of the environments that an incident is made of. */
export interface Member {
  ref: string;
  /** Entity reference. */
  owner: string;
  status: VerdictStatus;
  /** RFC 3339, UTC. */
  since: string;
  muted: boolean;
}

/** What is not well now for one cause. */
export interface OpenIncident {
  id: string;
  cause: Cause;
  members: Member[];
}

/** What people were told of an incident. */
export interface Notice {
  incident: string;
  /** Absent: nothing yet. */
  status?: VerdictStatus;
  /** Entity references. */
  recipients: string[];
  /** `<tenant>/<stage>` of all that were part of it. */
  environments: string[];
  /** Of those that are part of it and not muted: what becomes well again is new when it breaks the next time. */
  statuses: Record<string, VerdictStatus>;
}
