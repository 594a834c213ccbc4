import { TimelineMark } from '@plumbline/plugin-odoo-common';

/** Something that knows what happened to an environment or its business: change control, a calendar. */
export interface TimelineMarks {
  /** What touches the stretch of time; times are RFC 3339 in UTC. */
  of(
    environment: string,
    between: { from: string; to: string },
  ): Promise<TimelineMark[]>;
}
