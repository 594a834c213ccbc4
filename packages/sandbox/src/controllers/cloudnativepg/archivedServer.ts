import {
  DATABASE_SERVER_LABEL,
  databaseServerPartOf,
  LABELS,
} from '@plumbline/plugin-odoo-common';
import type { ArchivedServer } from '../baseBackups';
import type { DatabaseCluster } from './shapes';

/** The server of a cluster, as the tool that backs it up knows it. */
export function archivedServer({ metadata }: DatabaseCluster): ArchivedServer {
  const { labels = {}, namespace = '', name } = metadata;
  const shared = labels[DATABASE_SERVER_LABEL];
  return {
    namespace,
    environment: shared
      ? databaseServerPartOf(shared)
      : `${labels[LABELS.tenant] ?? namespace}/${labels[LABELS.stage] ?? name}`,
    tier: Number(labels[LABELS.tier] ?? 4),
  };
}
