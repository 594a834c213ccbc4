import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { parseIncidentId } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { VerdictRow } from '../readModel/tables';
import { NoticeDecision, decideNotices } from './decideNotices';
import { NoticeStore } from './NoticeStore';
import { noticeOf, noticeOfEnd } from './noticeText';
import { OpenIncident } from './OpenIncident';
import { readAfterwards } from './readAfterwards';
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
    let failed = 0;
    for (const decision of decisions) {
      if (signal?.aborted) return;
      try {
        if (decision.kind === 'tell') await this.#tell(decision, now);
        else await this.#end(decision, open, now);
      } catch (error) {
        failed += 1;
        this.#logger.warn(
          `People could not be told of the incident ${incidentOf(decision)}: ${
            toError(error).message
          }`,
        );
      }
    }
    if (failed === 0 || failed < decisions.length) return;
    this.#restsUntil = now.getTime() + BACK_OFF_MS;
    this.#logger.warn(
      'Nobody could be told what is not well, next try in 5 minutes; without the notifications backend set odoo.health.notifications to false',
    );
  }

  async #tell(
    {
      incident,
      status,
      recipients,
      statuses,
      before,
    }: Extract<NoticeDecision, { kind: 'tell' }>,
    now: Date,
  ): Promise<void> {
    const { id, cause, members } = incident;
    if (!(await this.#notices.claim(id, before, now))) return;
    // Words about an environment are for its owner. Of somebody who is in both groups the last one stays.
    const summary = await this.#summaryOf(incident);
    const mayRead = (person: string) =>
      summary !== undefined && person === members[0].owner;
    const [owners, others] = [
      recipients.filter(mayRead),
      recipients.filter(person => !mayRead(person)),
    ];
    const environments = members.length;
    await this.#send(others, noticeOf(cause, status, { environments }));
    await this.#send(
      owners,
      noticeOf(cause, status, { environments, summary }),
    );
    await this.#notices.told({
      incident: id,
      status,
      recipients: union(before?.recipients, recipients),
      environments: union(
        before?.environments,
        members.map(({ ref }) => ref),
      ),
      statuses,
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
      await this.#send(
        before.recipients,
        noticeOfEnd(
          cause,
          before.status,
          await readAfterwards(this.#knex, before, open),
        ),
      );
    }
    await this.#notices.over(before.incident);
  }

  async #send(
    people: string[],
    payload: NotificationSendOptions['payload'],
  ): Promise<void> {
    if (people.length === 0) return;
    await this.#service.send({
      recipients: { type: 'entity', entityRef: people },
      payload,
    });
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

function incidentOf(decision: NoticeDecision): string {
  return decision.kind === 'tell'
    ? decision.incident.id
    : decision.before.incident;
}

function union(a: readonly string[] = [], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
