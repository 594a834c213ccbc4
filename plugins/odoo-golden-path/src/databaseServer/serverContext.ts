import {
  DATABASE_SERVER_LABEL,
  LABELS,
  Platform,
  SharedServer,
  TierPolicy,
  databaseServerNamespace,
  databaseServerPartOf,
} from '@plumbline/plugin-odoo-common';
import { ObjectContext } from '../manifest/objectContext';

/** A shared server belongs to no tenant: the platform owns and pays it. */
const PLATFORM = 'platform';

export interface ServerContext extends ObjectContext {
  server: SharedServer;
  /** Of the strictest environment that may be on it. */
  tier: TierPolicy;
}

export function serverContextOf(
  platform: Platform,
  server: SharedServer,
): ServerContext {
  return {
    server,
    platform,
    tier: platform.tiers[server.tier],
    name: databaseServerPartOf(server.name),
    namespace: databaseServerNamespace(server.name),
    placement: { cluster: server.cluster },
    vault: server.name,
    labels: {
      [LABELS.tier]: String(server.tier),
      [LABELS.goldenPath]: platform.goldenPath,
      [LABELS.owner]: PLATFORM,
      [LABELS.costCentre]: PLATFORM,
      [DATABASE_SERVER_LABEL]: server.name,
    },
  };
}
