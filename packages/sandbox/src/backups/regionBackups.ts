import { tierSchema } from '@plumbline/plugin-odoo-common';
import type {
  ArchivedServer,
  BaseBackupRun,
  BaseBackups,
} from '../controllers';
import type { BackedUpServer, BaseRun, Ledger } from './ledger/ledger';

const MINUTE = 60_000;

/** Stores keep less than the retention policies say, so that the sandbox stays small. */
const KEPT_MS = 50 * 60 * MINUTE;

export interface BaseTaker {
  /** The run that was recorded for a moment of the past. */
  recorded(server: BackedUpServer, name: string, at: Date): BaseRun | undefined;
  /** Begins one now. */
  begin(server: BackedUpServer, name: string, at: Date): BaseRun;
  forget(server: BackedUpServer, run: BaseRun): void;
}

/** The tool of CloudNativePG's servers in one region: what it tells is what the ledger has. */
export class RegionBackups implements BaseBackups {
  constructor(
    private readonly region: string,
    private readonly ledger: Ledger,
    /** When the present life of the sandbox began. */
    private readonly openedAt: Date,
    private readonly taker: BaseTaker,
  ) {}

  nextChance(at: Date): Date {
    const { lives } = this.ledger;
    const life =
      lives.find(({ until }) => at <= until) ?? lives[lives.length - 1];
    return at < life.from ? life.from : at;
  }

  run(asked: ArchivedServer, name: string, now: Date): BaseBackupRun {
    const server = this.#server(asked);
    const run =
      server.runs.find(each => each.name === name) ??
      (now < this.openedAt
        ? this.#past(server, name, now)
        : this.taker.begin(server, name, now));
    return view(run, now);
  }

  expire(asked: ArchivedServer, retentionMs: number, now: Date): void {
    const server = this.#server(asked);
    const limit = now.getTime() - Math.min(retentionMs, KEPT_MS);
    const old = server.runs
      .filter(({ state }) => state !== 'running')
      .filter(({ startedAt }) => startedAt.getTime() < limit)
      // The newest of them reaches into the time that is kept.
      .slice(0, -1);
    for (const run of old) this.taker.forget(server, run);
    server.runs = server.runs.filter(run => !old.includes(run));
  }

  catalogue(asked: ArchivedServer, now: Date): readonly BaseBackupRun[] {
    return this.#server(asked)
      .runs.filter(({ startedAt }) => startedAt <= now)
      .map(run => view(run, now));
  }

  #past(server: BackedUpServer, name: string, at: Date): BaseRun {
    // It was asked for by an object that has got another name in this replay of the past.
    const near = server.runs.find(
      ({ startedAt }) =>
        Math.abs(startedAt.getTime() - at.getTime()) < 10 * MINUTE,
    );
    return (
      near ??
      this.taker.recorded(server, name, at) ?? {
        id: '',
        name,
        state: 'failed',
        startedAt: at,
        stoppedAt: at,
        error: 'the instance manager was restarted',
        copied: true,
      }
    );
  }

  #server({ environment, tier }: ArchivedServer): BackedUpServer {
    const known = this.ledger.servers.find(
      each => each.environment === environment,
    );
    if (known) {
      known.tier = tierSchema.parse(tier);
      return known;
    }
    const server: BackedUpServer = {
      environment,
      region: this.region,
      tier: tierSchema.parse(tier),
      primary: { segment: '', attachment: 0 },
      secondary: { segment: '', attachment: 0 },
      runs: [],
    };
    this.ledger.servers.push(server);
    return server;
  }
}

/** A run as it was at a moment. */
function view(run: BaseRun, now: Date): BaseBackupRun {
  const { id, startedAt, stoppedAt, base: position } = run;
  const over = stoppedAt !== undefined && stoppedAt <= now;
  return over
    ? { id, state: run.state, startedAt, stoppedAt, error: run.error, position }
    : { id, state: 'running', startedAt };
}
