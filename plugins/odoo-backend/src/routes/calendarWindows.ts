import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CalendarWindows,
  EntityEvent,
  Platform,
  calendarWindowsQuerySchema,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
  plainChangeLength,
  tenantWindows,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { Duration } from 'luxon';
import { z } from 'zod';
import { tenantClosures } from '../calendar';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { acceptedByCalendarWindows } from './accepted';
import { calendarRange } from './calendarRange';
import { readerCredentials } from './credentials';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';

export interface CalendarWindowsRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  platform: Platform;
}

const pages = pagesOf(
  z.strictObject({
    query: calendarWindowsQuerySchema.omit({ cursor: true, limit: true }),
    after: z.string().max(63),
  }),
);

/**
 * When the tenants can be changed of whom the caller may read an environment. A tenant's calendar is one: a legal
 * entity of another stage closes it all the same, and is shown.
 */
export function createCalendarWindowsRouter(
  options: CalendarWindowsRouterOptions,
): ExpressRouter {
  const { httpAuth, permissions, access, readModel, registry } = options;
  const windows = options.platform.changeWindows;
  const router = Router();

  router.get('/calendar/windows', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const now = new Date();
    const { query, after } = pages.resume(
      parseOrThrow(
        calendarWindowsQuerySchema,
        req.query,
        acceptedByCalendarWindows,
      ),
    );
    const range = calendarRange(query, now);
    const refs = await readModel.refs(
      await access.readable(odooEnvironmentReadPermission, credentials),
    );
    const tenants = [...new Set([...refs].map(tenantOf))]
      .filter(tenant => (query.tenant ?? tenant) === tenant)
      .sort();
    const left = tenants.filter(
      tenant => after === undefined || tenant > after,
    );
    const page = left.slice(0, query.limit);
    const asked = {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
    };
    const list: CalendarWindows = {
      items: await windowsOf(page, range, now),
      total: tenants.length,
      // A later page is of the times of the first, whatever it is then.
      nextCursor: pages.next(
        { ...query, ...asked },
        left.length > page.length ? page.at(-1) : undefined,
      ),
      ...asked,
    };
    res.json(list);
  });

  async function windowsOf(
    tenants: readonly string[],
    range: { from: Date; to: Date },
    now: Date,
  ): Promise<CalendarWindows['items']> {
    const snapshot = await registry.snapshot();
    const until = now.getTime() + Duration.fromISO(windows.horizon).toMillis();
    const shown = { from: range.from.getTime(), to: range.to.getTime() };
    const ahead = { from: now.getTime(), to: until };
    const { platform } = options;
    return tenants.map(tenant => {
      const calendar = tenantClosures(snapshot, { tenant }, platform, shown);
      // What lies between the two is neither shown nor waited for.
      const next = tenantClosures(snapshot, { tenant }, platform, ahead);
      return tenantWindows({
        tenant,
        ...calendar,
        events: distinctEvents([...calendar.events, ...next.events]),
        windows,
        length: plainChangeLength(windows),
        range: shown,
        now: now.getTime(),
        until,
      });
    });
  }

  return router;
}

/** Sorted by their beginning. */
function distinctEvents(events: readonly EntityEvent[]): EntityEvent[] {
  const distinct = new Map(
    events.map(event => {
      const { legalEntity, calendar, uid, from, to } = event;
      return [[legalEntity.id, calendar, uid, from, to].join(' '), event];
    }),
  );
  return [...distinct.values()].sort((a, b) => a.from.localeCompare(b.from));
}

function tenantOf(ref: string): string {
  return ref.slice(0, ref.indexOf('/'));
}
