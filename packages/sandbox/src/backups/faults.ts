import type { World } from '../world';

type Fault = World['backupFaults'][number];
export type BackupFaultKind = Fault['fault'];

/** What went wrong with the backups of an environment, and from when on. */
export class BackupFaults {
  constructor(
    private readonly faults: readonly Fault[],
    private readonly seededAt: Date,
  ) {}

  /** When a fault of an environment began; undefined when it has none. */
  since(environment: string, kind: BackupFaultKind): Date | undefined {
    const found = this.faults.find(
      each => each.fault === kind && each.environment === environment,
    );
    return found && new Date(this.seededAt.getTime() - found.age);
  }
}
