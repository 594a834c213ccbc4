import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Platform, platformSchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { PublishTarget } from '../publish';
import { backupConfigSchema, publishConfigSchema } from './schema';

export type BackupConfig = z.output<typeof backupConfigSchema> & {
  schedule: { frequencySeconds: number; timeoutSeconds: number };
  /** Absent while nothing is configured that needs it. */
  platform?: Platform;
};

/** @throws InputError that names every wrong key and repeats no value: some are secrets. */
export function readConfig(config: Config): BackupConfig {
  const odoo = config.getOptional('odoo') ?? {};
  const backups = parse(backupConfigSchema, odoo, 'odoo');
  const schedule = {
    frequencySeconds: seconds(config, 'frequency', 10, 300),
    timeoutSeconds: seconds(config, 'timeout', 5, 240),
  };
  if (backups.backupStores.length + backups.flexibleServers.length === 0) {
    return { ...backups, schedule };
  }
  const platform = config.getOptional('odoo.platform');
  return {
    ...backups,
    schedule,
    platform: parse(platformSchema, platform, 'odoo.platform'),
  };
}

/** @throws InputError as `readConfig` does. */
export function readPublishTargets(config: Config): PublishTarget[] {
  const odoo = config.getOptional('odoo') ?? {};
  return parse(publishConfigSchema, odoo, 'odoo').recovery.publish;
}

function parse<T>(schema: z.ZodType<T>, value: unknown, key: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${[key, ...path].join('.')}: ${message}`,
  );
  throw new InputError(`Wrong configuration. ${problems.join('; ')}`);
}

/** Under half of the shortest time to live that is fed, which is a quarter of an hour. */
const MAXIMUM_SECONDS = 420;

function seconds(
  config: Config,
  name: string,
  minimum: number,
  fallback: number,
): number {
  const key = `odoo.backupCollection.${name}`;
  const value = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key })) / 1000
    : fallback;
  if (value >= minimum && value <= MAXIMUM_SECONDS) return value;
  throw new InputError(
    `${key} is ${value} s; accepted: ${minimum} to ${MAXIMUM_SECONDS} s`,
  );
}
