import { VerdictStatus } from '../verdict';
import { Cause } from './cause';

/** One sentence on what holds the environments of an incident together. */
export function incidentSummary(
  { kind, name }: Cause,
  status: VerdictStatus,
): string {
  switch (kind) {
    case 'cluster':
      return `Cluster ${name} cannot be reached`;
    case 'source':
      return `${name} tells nothing, so nobody knows how its environments are`;
    case 'database-server':
      return `Database server ${name} is ${inWords(status)}`;
    case 'release':
      return `After release ${name} was applied, what runs it is ${inWords(
        status,
      )}`;
    case 'golden-path':
      return `Files are not as golden path ${name} renders them now: with this portal, its configuration and the calendars`;
    default:
      return `${name} is ${inWords(status)}`;
  }
}

function inWords(status: VerdictStatus): string {
  return status === 'unknown' ? 'not known to be well' : status;
}
