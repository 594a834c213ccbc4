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
      return `${name} tells nothing any more, so nobody knows how its environments are`;
    case 'database-server':
      return `Database server ${name} is ${status}`;
    case 'release':
      return `Release ${name} was applied, and then it became ${status}`;
    default:
      return `${name} is ${status}`;
  }
}
