import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { decideSeriesUpgrade } from '@plumbline/plugin-odoo-common';
import { audited } from '../routes/audited';
import { FactSources, readSeriesUpgradeFacts } from './readSeriesUpgradeFacts';
import { SeriesUpgradeStore, StoredSeriesUpgrade } from './SeriesUpgradeStore';

export interface SettleOptions extends FactSources {
  store: SeriesUpgradeStore;
  auditor: AuditorService;
  logger: LoggerService;
}

/** Writes down which series upgrades have come to their end; one that fails does not keep the others back. */
export async function settleSeriesUpgrades(
  options: SettleOptions,
  signal?: AbortSignal,
): Promise<void> {
  const { store, logger } = options;
  for (const read of await store.open()) {
    if (signal?.aborted) return;
    try {
      await settle(options, read);
    } catch (error) {
      // Somebody decided something meanwhile: the next time sees it.
      if (isError(error) && error.name === 'ConflictError') continue;
      logger.error(
        `Series upgrade ${
          read.upgrade.id
        } could not be looked at and is tried again: ${stringifyError(error)}`,
      );
    }
  }
}

async function settle(
  { store, auditor, ...sources }: SettleOptions,
  read: StoredSeriesUpgrade,
): Promise<void> {
  const { upgrade } = read;
  const all = await readSeriesUpgradeFacts(sources, [upgrade], new Date());
  const outcome = decideSeriesUpgrade(
    upgrade,
    { type: 'settle' },
    { type: 'portal' },
    all.get(upgrade.id)!,
  );
  if ('refused' in outcome || outcome.next === upgrade) return;
  const { next } = outcome;
  const meta = { seriesUpgrade: upgrade.id, environment: upgrade.environment };
  await audited(
    auditor,
    { eventId: `series-upgrade-${next.state}`, meta },
    () => store.replace(read, next),
  );
}
