import { momentInZone } from '@plumbline/plugin-odoo-common';

export interface ZonedTimeProps {
  at: string;
  zones: readonly string[];
}

/** One moment as each legal entity's clock shows it. */
export function ZonedTime({ at, zones }: ZonedTimeProps) {
  return (
    <time dateTime={at}>
      {zones.map(zone => (
        <div key={zone}>{momentInZone(at, zone)}</div>
      ))}
    </time>
  );
}
