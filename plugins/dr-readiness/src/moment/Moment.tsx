import { formatInZoneAndUtc } from '@plumbline/plugin-odoo-react';
import { useZone } from './ZoneContext';

export interface MomentProps {
  at: string | null | undefined;
  /** Said when there is none. */
  none?: string;
}

/** A moment in the zone of the environment's region and in UTC. */
export function Moment(props: MomentProps) {
  const { at, none = 'not known' } = props;
  const zone = useZone();
  if (!at) return <>{none}</>;
  return <time dateTime={at}>{formatInZoneAndUtc(at, zone)}</time>;
}
