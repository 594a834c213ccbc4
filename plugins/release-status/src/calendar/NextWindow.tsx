import { TenantWindows, momentInZone } from '@plumbline/plugin-odoo-common';
import { formatRoughDuration } from '@plumbline/plugin-odoo-react';
import { zonesOf } from './presentWindow';
import { ZonedTime } from './ZonedTime';

export interface NextWindowProps {
  windows: TenantWindows;
}

/** The next time that all legal entities leave room for a change. */
export function NextWindow({ windows }: NextWindowProps) {
  const { now, nowUntil, nextWindow, knownUntil, roomSeconds, errors } =
    windows;
  const zones = zonesOf(windows);
  if (errors.length > 0) return <>not known: a calendar cannot be read</>;
  const room = formatRoughDuration(roomSeconds * 1000);
  if (!nextWindow) {
    return (
      <>
        none before {momentInZone(knownUntil, zones[0] ?? 'UTC')} with room for
        a change of {room}
      </>
    );
  }
  const isLast = nextWindow.to === knownUntil;
  if (now === 'open' && (isLast || nextWindow.to === nowUntil)) {
    return <>now, with room for a change of {room}</>;
  }
  return (
    <>
      from <ZonedTime at={nextWindow.from} zones={zones} />
      {!isLast && (
        <>
          until <ZonedTime at={nextWindow.to} zones={zones} />
        </>
      )}
    </>
  );
}
