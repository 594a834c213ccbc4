import { backupIdOf, backupLabelText, historyFileName } from '../barman/names';
import { takeBaseBackup, type BaseBackup } from '../database/baseBackup';
import type { DatabaseServer } from '../database/databaseServer';

/** Servers that ask within this time get the same one: behind all of them is one server. */
const FRESH_MS = 60_000;

export interface TakenBase {
  id: string;
  startedAt: Date;
  stoppedAt: Date;
  base: BaseBackup;
  /** Name of its backup history file. */
  history: string;
}

/** Base backups of the one server, each for everybody who asks at about the same time. */
export class SharedBase {
  #last: TakenBase | undefined;

  constructor(private readonly server: DatabaseServer) {}

  /** @param taken - ids of what the asker has already */
  async take(taken: readonly string[]): Promise<TakenBase> {
    const startedAt = new Date();
    const last = this.#last;
    const fresh =
      last && startedAt.getTime() - last.startedAt.getTime() < FRESH_MS;
    if (fresh && !taken.includes(last.id)) return last;
    const id = backupIdOf(startedAt);
    const label = backupLabelText(id);
    const base = await takeBaseBackup(this.server, label, startedAt);
    const history = historyFileName(base.beginSegment, base.beginLsn);
    await this.server.untilArchived(base.endSegment);
    await this.server.untilArchived(history);
    this.#last = { id, startedAt, stoppedAt: new Date(), base, history };
    return this.#last;
  }
}
