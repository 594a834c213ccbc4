import { ArmClient, unlessUnsaid } from '../azure/arm';
import {
  FlexibleServer,
  LongTermBackup,
  POSTGRESQL_API_VERSION,
  ServiceBackup,
  backupSchema,
  longTermSchema,
  serverSchema,
} from './armShapes';

/** What Azure says of a managed server and its backups. */
export interface ServerFacts {
  server: FlexibleServer;
  backups: ServiceBackup[];
  /** `unknown`: not every server has the feature, nor every role the right. */
  longTerm: LongTermBackup[] | 'unknown';
}

/**
 * Three calls, and more where a list has several pages.
 *
 * @throws BlobStoreError
 */
export async function readServer(
  arm: ArmClient,
  resourceId: string,
  signal: AbortSignal,
): Promise<ServerFacts> {
  const at = (path: string) => ({
    path: `${resourceId}${path}`,
    apiVersion: POSTGRESQL_API_VERSION,
    signal,
  });
  const [server, backups, longTerm] = await Promise.all([
    arm.get(at(''), serverSchema),
    arm.list(at('/backups'), backupSchema),
    unlessUnsaid(arm.list(at('/ltrBackupOperations'), longTermSchema)),
  ]);
  return { server, backups, longTerm };
}
