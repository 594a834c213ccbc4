import { TenantWindows } from '@plumbline/plugin-odoo-common';
import { Badge, useClock } from '@plumbline/plugin-odoo-react';
import { presentWindow, zonesOf } from './presentWindow';
import { ZonedTime } from './ZonedTime';

export interface NowStateProps {
  windows: TenantWindows;
  isOutdated: boolean;
}

export function NowState({ windows, isOutdated }: NowStateProps) {
  // A word, so that the row is drawn again only when it says something else.
  const word = useClock(at => presentWindow(windows, { isOutdated, at }).word);
  const badge = presentWindow(windows, { isOutdated, at: Date.now() });
  return (
    <>
      <Badge {...badge} word={word} />
      {windows.nowUntil && word !== 'Not known' && (
        <>
          {' until '}
          <ZonedTime at={windows.nowUntil} zones={zonesOf(windows)} />
        </>
      )}
    </>
  );
}
