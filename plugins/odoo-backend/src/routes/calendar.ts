import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CalendarList,
  calendarQuerySchema,
  formatEnvironmentRef,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { occurrences } from '../calendar';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { acceptedByCalendar } from './accepted';
import { calendarErrors } from './calendarErrors';
import { calendarRange } from './calendarRange';
import { readerCredentials } from './credentials';
import { parseOrThrow } from './parse';

export interface CalendarRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
}

/** Business events and freezes of the legal entities whose environments the caller may read. */
export function createCalendarRouter(
  options: CalendarRouterOptions,
): ExpressRouter {
  const { httpAuth, permissions, access, readModel, registry } = options;
  const router = Router();

  router.get('/calendar', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const query = parseOrThrow(
      calendarQuerySchema,
      req.query,
      acceptedByCalendar,
    );
    const window = calendarRange(query, new Date());
    const readable = new Set(
      await readModel.refs(
        await access.readable(odooEnvironmentReadPermission, credentials),
      ),
    );
    const { environments, calendars, errors } = await registry.snapshot();
    const names = new Set(
      [...environments.values()]
        .filter(
          environment =>
            readable.has(formatEnvironmentRef(environment)) &&
            (query.tenant ?? environment.tenant) === environment.tenant,
        )
        .flatMap(({ spec }) => spec.legalEntities)
        .map(({ calendar }) => calendar),
    );
    const items = [...names]
      .flatMap(name => {
        const calendar = calendars.get(name);
        return calendar ? occurrences(name, calendar, window) : [];
      })
      .sort((a, b) => a.from.localeCompare(b.from));
    const list: CalendarList = {
      items,
      total: items.length,
      errors: calendarErrors(names, { calendars, errors }),
    };
    res.json(list);
  });

  return router;
}
