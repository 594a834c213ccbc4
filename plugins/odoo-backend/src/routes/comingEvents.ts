import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  COMING_EVENTS_DAYS,
  ComingEvent,
  ComingEvents,
  EnvironmentSummary,
  Platform,
  answerEvent,
  closureOf,
  comingEventsQuerySchema,
  environmentQuerySchema,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { TenantEvent, changesNow, comingEvents } from '../calendar';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { acceptedByComingEvents } from './accepted';
import { calendarErrors } from './calendarErrors';
import { readerCredentials } from './credentials';
import { parseOrThrow } from './parse';
import { PendingChanges } from './pendingChanges';

const DAY_MS = 24 * 3600 * 1000;

export interface ComingEventsRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  pendingChanges: PendingChanges;
  platform: Platform;
}

/**
 * The next business events and whether they will be made. Of a tenant's production only what the caller may read: an
 * answer that rests on more would tell it.
 */
export function createComingEventsRouter(
  options: ComingEventsRouterOptions,
): ExpressRouter {
  const { httpAuth, permissions, access, readModel, registry, pendingChanges } =
    options;
  const windows = options.platform.changeWindows;
  const router = Router();

  router.get('/calendar/coming', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const { limit } = parseOrThrow(
      comingEventsQuerySchema,
      req.query,
      acceptedByComingEvents,
    );
    const now = new Date();
    const readable = await access.readable(
      odooEnvironmentReadPermission,
      credentials,
    );
    const tenants = new Set(
      (await readModel.refs(readable)).map(ref =>
        ref.slice(0, ref.indexOf('/')),
      ),
    );
    const snapshot = await registry.snapshot();
    const { events, named } = comingEvents(snapshot, tenants, {
      from: now,
      to: new Date(now.getTime() + COMING_EVENTS_DAYS * DAY_MS),
    });
    const shown = events.slice(0, limit);
    const production = await productionOf(shown, readable, now);
    const states = new Map(
      [...new Set(shown.map(({ tenant }) => tenant))].map(tenant => [
        tenant,
        changesNow(snapshot, tenant, options.platform, now),
      ]),
    );
    const list: ComingEvents = {
      items: shown.map(event =>
        toComingEvent(
          event,
          production(event.tenant),
          states.get(event.tenant) ?? 'unknown',
        ),
      ),
      total: events.length,
      errors: calendarErrors(named, snapshot),
    };
    res.json(list);
  });

  /** Three statements, whatever the number of tenants. */
  async function productionOf(
    events: readonly TenantEvent[],
    readable: Awaited<ReturnType<EnvironmentAccess['readable']>>,
    now: Date,
  ): Promise<(tenant: string) => EnvironmentSummary | undefined> {
    const tenant = [...new Set(events.map(event => event.tenant))];
    if (tenant.length === 0) return () => undefined;
    const query = environmentQuerySchema.parse({
      tenant,
      stage: 'production',
      limit: tenant.length,
    });
    const { items } = await readModel.environments(query, { readable, now });
    const pending = await pendingChanges.of(
      items.map(item => `${item.tenant}/${item.stage}`),
    );
    const found = new Map(
      items.map(item => [
        item.tenant,
        { ...item, pendingChange: pending.get(`${item.tenant}/${item.stage}`) },
      ]),
    );
    return name => found.get(name);
  }

  function toComingEvent(
    event: TenantEvent,
    production: EnvironmentSummary | undefined,
    state: ComingEvent['changesNow'],
  ): ComingEvent {
    const closes = closureOf(event, windows);
    return {
      ...event,
      ...answerEvent({ to: event.to, production, changes: state }),
      knownUntil: production?.verdict.expiresAt,
      changesNow: state,
      closesFrom: closes && new Date(closes.from).toISOString(),
      production: production && {
        stage: production.stage,
        status: production.verdict.status,
        evidence: production.verdict.evidence,
        recovery: production.recovery,
        pendingChange: production.pendingChange,
      },
    };
  }

  return router;
}
