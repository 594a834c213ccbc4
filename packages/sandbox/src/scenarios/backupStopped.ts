import type { GroupBackups } from '../backups';
import type { Scenario } from './scenario';

/**
 * The process that archives hangs: it neither fails nor comes back, so that no condition changes and base
 * backups run for ever.
 */
export function backupStopped(
  backups: GroupBackups,
  environment: string,
): Scenario {
  const { hanging } = backups.live;
  const hang = async () => {
    hanging.add(environment);
  };
  return {
    name: 'backup-stopped',
    title: `WAL archiving and base backups of ${environment} hang`,
    on: hang,
    async off() {
      hanging.delete(environment);
      await backups.live.round();
    },
    resume: hang,
  };
}
