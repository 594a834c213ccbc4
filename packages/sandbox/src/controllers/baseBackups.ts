/** A server of CloudNativePG whose backups go to an object store. */
export interface ArchivedServer {
  namespace: string;
  /** `<tenant>/<stage>`, or `database-server.<name>` of one that several share. */
  environment: string;
  /** 1 to 4. */
  tier: number;
}

/** A run of the tool that takes base backups, as far as it is. */
export interface BaseBackupRun {
  id: string;
  state: 'running' | 'completed' | 'failed';
  startedAt: Date;
  /** Set as soon as the server has left backup mode, also when the upload fails after that. */
  stoppedAt?: Date;
  error?: string;
  position?: {
    beginLsn: string;
    beginSegment: string;
    endLsn: string;
    endSegment: string;
  };
}

/**
 * What takes base backups and keeps them, as CloudNativePG sees it: a tool that it calls, and the tool's own
 * catalogue, whatever lies in the store.
 */
export interface BaseBackups {
  /** The earliest moment from `at` on at which one can be taken. */
  nextChance(at: Date): Date;
  /** Begins the base backup that a Backup object asks for, or tells how far it is. */
  run(server: ArchivedServer, name: string, now: Date): BaseBackupRun;
  /** Deletes what is older than the retention policy, in milliseconds, keeps. */
  expire(server: ArchivedServer, retentionMs: number, now: Date): void;
  catalogue(server: ArchivedServer, now: Date): readonly BaseBackupRun[];
}
