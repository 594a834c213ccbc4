import { Cause, INCIDENT_CAUSES } from './cause';

/** URL-safe, and the same as long as the cause is. `<kind>.<name>`, with `~` for the `/` of a name. */
export function incidentId({ kind, name }: Cause): string {
  return `${kind}.${name.replaceAll('/', '~')}`;
}

/** The cause that an id names; undefined when it names none. */
export function parseIncidentId(id: string): Cause | undefined {
  const kind = INCIDENT_CAUSES.find(cause => id.startsWith(`${cause}.`));
  return kind && { kind, name: id.slice(kind.length + 1).replaceAll('~', '/') };
}
