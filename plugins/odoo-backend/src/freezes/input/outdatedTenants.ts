import { Platform } from '@plumbline/plugin-odoo-common';
import {
  freezesKnownUntil,
  freezesPath,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { RegistrySnapshot } from '../../registry';
import { UnreadTenantRow } from '../tables';

/** Whom a cluster has closed since then because nobody renewed its file, by tenant; milliseconds since 1970. */
export async function outdatedTenants(
  { environments, files, head }: RegistrySnapshot,
  {
    platform,
    repository,
    now,
  }: {
    platform: Platform;
    repository: Pick<GitOpsRepository, 'read'>;
    now: Date;
  },
): Promise<ReadonlyMap<string, number>> {
  const outdated = new Map<string, number>();
  for (const cluster of platform.clusters) {
    const path = freezesPath(cluster);
    if (!files.has(path)) continue;
    const text = (await repository.read(head, [path])).get(path) ?? '';
    const since = freezesKnownUntil(text);
    if (since === undefined || since > now.getTime()) continue;
    for (const { tenant, placement } of environments.values()) {
      if (placement.cluster === cluster.name) outdated.set(tenant, since);
    }
  }
  return outdated;
}

/**
 * Writes down that those are known again from now on, once, so that they open one after the other; one who cannot be
 * read stays closed. Answers what `noteUnread` does, with them.
 */
export async function noteRenewed(
  knex: Knex,
  outdated: ReadonlyMap<string, number>,
  readable: ReadonlyMap<string, number>,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  if (outdated.size === 0) return readable;
  const rows = () => knex<UnreadTenantRow>('unread_tenants');
  const closed = await rows().whereNull('readable_at').pluck('tenant');
  const all = new Map(readable);
  for (const [tenant, since] of outdated) {
    if (closed.includes(tenant) || (all.get(tenant) ?? 0) >= since) continue;
    const readable_at = now.toISOString();
    await rows()
      .insert({ tenant, readable_at })
      .onConflict('tenant')
      .merge({ readable_at });
    all.set(tenant, now.getTime());
  }
  return all;
}
