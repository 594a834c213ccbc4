import {
  BackupLocation,
  backupLocationOf,
  environmentName,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { RenderInput } from './renderContext';

/** The environment whose backups the first data of another one is. */
export interface CopySource {
  /** `<tenant>/<stage>` */
  environment: string;
  /** `<tenant>-<stage>`, by which its database knows it. */
  name: string;
  /** In UTC; absent: the newest moment there is. */
  at?: string;
  backups: BackupLocation;
}

/** By the spec alone: what was copied is rendered the same when the source is long gone. */
export function copySourceOf({
  spec,
  platform,
}: Pick<RenderInput, 'spec' | 'platform'>): CopySource | undefined {
  if (!spec.copyOf) return undefined;
  const { environment, at } = spec.copyOf;
  const ref = environmentRefSchema.parse(environment);
  return {
    environment,
    name: environmentName(ref),
    ...(at && { at: new Date(at).toISOString() }),
    // `checkSpec` keeps a copy in the region of its source.
    backups: backupLocationOf(platform, ref, spec.region),
  };
}
