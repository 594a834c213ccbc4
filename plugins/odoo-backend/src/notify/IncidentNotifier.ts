import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { parseIncidentId } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { VerdictRow, batches } from '../readModel/tables';
import { NoticeDecision, decideNotices } from './decideNotices';
import { NoticeStore } from './NoticeStore';
import { Afterwards, noticeOf, noticeOfEnd } from './noticeText';
import { OpenIncident } from './OpenIncident';
import { readOpenIncidents } from './readOpenIncidents';

/** After a failure nothing is tried for as long: the notifications backend may not be installed. */
const BACK_OFF_MS = 5 * 60 * 1000;

/**
 * Tells people what is not well, once for each cause, and that it is over. It compares what is with what people were
 * told, both in the database: after a restart it goes on where another stopped.
 */
export class IncidentNotifier {
  readonly #knex: Knex;
  readonly #notices: NoticeStore;
  readonly #service: NotificationService;
  readonly #platform: readonly string[];
  readonly #logger: LoggerService;
  #restsUntil = 0;

  constructor(options: {
    knex: Knex;
    service: NotificationService;
    /** Entity references of who answers for clusters, servers and sources. */
    platform: readonly string[];
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#notices = new NoticeStore(options.knex);
    this.#service = options.service;
    this.#platform = options.platform;
    this.#logger = options.logger;
  }

  async run(now: Date, signal?: AbortSignal): Promise<void> {
    if (now.getTime() < this.#restsUntil) return;
    const open = await readOpenIncidents(this.#knex, now);
    const decisions = decideNotices(open, await this.#notices.list(), {
      platform: this.#platform,
      now,
    });
    try {
      for (const decision of decisions) {
        signal?.throwIfAborted();
        if (decision.kind === 'tell') await this.#tell(decision, now);
        else await this.#end(decision, open, now);
      }
    } catch (error) {
      this.#restsUntil = now.getTime() + BACK_OFF_MS;
      this.#logger.warn(
        `People could not be told what is not well, next try in 5 minutes; without the notifications backend set odoo.health.notifications to false: ${
          toError(error).message
        }`,
      );
    }
  }

  async #tell(
    {
      incident,
      status,
      recipients,
      before,
    }: Extract<NoticeDecision, { kind: 'tell' }>,
    now: Date,
  ): Promise<void> {
    const { id, cause, members } = incident;
    if (!(await this.#notices.claim(id, before, now))) return;
    await this.#service.send({
      recipients: { type: 'entity', entityRef: recipients },
      payload: noticeOf(cause, status, {
        environments: members.length,
        summary: await this.#summaryOf(incident),
      }),
    });
    await this.#notices.told({
      incident: id,
      status,
      recipients: union(before?.recipients, recipients),
      environments: union(
        before?.environments,
        members.map(({ ref }) => ref),
      ),
    });
  }

  async #end(
    { before }: Extract<NoticeDecision, { kind: 'over' }>,
    open: readonly OpenIncident[],
    now: Date,
  ): Promise<void> {
    const cause = parseIncidentId(before.incident);
    if (!(await this.#notices.claim(before.incident, before, now))) return;
    // Claimed by somebody who was killed before anybody was told: there is nothing to take back.
    if (cause && before.status) {
      await this.#service.send({
        recipients: { type: 'entity', entityRef: before.recipients },
        payload: noticeOfEnd(
          cause,
          before.status,
          await this.#afterwards(before.environments, open),
        ),
      });
    }
    await this.#notices.over(before.incident);
  }

  async #afterwards(
    environments: readonly string[],
    open: readonly OpenIncident[],
  ): Promise<Afterwards[]> {
    const notWell = new Set(
      open.flatMap(({ members }) => members.map(({ ref }) => ref)),
    );
    const statuses = new Map<string, string>();
    for (const batch of batches(environments)) {
      const rows = await this.#knex<VerdictRow>('verdicts')
        .whereIn('environment', batch)
        .select('environment', 'status');
      for (const row of rows) statuses.set(row.environment, row.status);
    }
    return environments.map(ref =>
      notWell.has(ref) ? 'not well for another cause' : calm(statuses.get(ref)),
    );
  }

  /** What the deciding probe says, where one environment is all there is. */
  async #summaryOf({ members }: OpenIncident): Promise<string | undefined> {
    if (members.length !== 1) return undefined;
    const [{ ref }] = members;
    const row = await this.#knex<VerdictRow>('verdicts')
      .where({ environment: ref })
      .first('document');
    return row && JSON.parse(row.document).summary;
  }
}

function calm(status: string | undefined): Afterwards {
  switch (status) {
    case undefined:
      return 'no longer there';
    case 'ok':
    case 'asleep':
      return status;
    case 'maintenance':
      return 'in maintenance';
    default:
      return 'not well for another cause';
  }
}

function union(a: readonly string[] = [], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
