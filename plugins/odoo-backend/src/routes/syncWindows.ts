import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  Platform,
  closedSpans,
  formatEnvironmentRef,
  longestLead,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { renderSyncWindows } from '@plumbline/plugin-odoo-golden-path';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { Duration } from 'luxon';
import { tenantCalendar } from '../calendar';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { readerCredentials } from './credentials';

const DAY_MS = 24 * 3600 * 1000;

export interface SyncWindowsRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  platform: Platform;
}

/**
 * `GET /calendar/sync-windows/:cluster`: the file of a cluster's sync windows, for the pipeline that brings a
 * calendar into the repository. The same on every call of a day while the calendars stay, so it is committed only
 * when something changed.
 */
export function createSyncWindowsRouter(
  options: SyncWindowsRouterOptions,
): ExpressRouter {
  const { httpAuth, permissions, access, readModel, registry, platform } =
    options;
  const windows = platform.changeWindows;
  const router = Router();

  router.get('/calendar/sync-windows/:cluster', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const { cluster } = req.params;
    assertArgo(platform, cluster);
    const snapshot = await registry.snapshot();
    const placed = [...snapshot.environments.values()].filter(
      ({ placement }) => placement.cluster === cluster,
    );
    const readable = new Set(
      await readModel.refs(
        await access.readable(odooEnvironmentReadPermission, credentials),
      ),
    );
    // Half of the tenants would be a file in which the other half has no windows.
    if (placed.some(each => !readable.has(formatEnvironmentRef(each)))) {
      throw new NotAllowedError(
        `Sync windows are rendered for all of ${cluster}: that needs to read every environment on it`,
      );
    }
    const asOf = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const knownUntil = asOf + Duration.fromISO(windows.horizon).toMillis();
    const read = {
      from: new Date(asOf),
      to: new Date(knownUntil + longestLead(windows)),
    };
    const tenants = [...new Set(placed.map(({ tenant }) => tenant))].sort();
    const { content } = renderSyncWindows({
      platform,
      cluster,
      tenants: tenants.map(tenant => {
        const { events, unread } = tenantCalendar(snapshot, { tenant }, read);
        return unread.length > 0
          ? { tenant }
          : { tenant, closed: closedSpans(events, windows) };
      }),
      asOf,
      knownUntil,
    });
    res.type('application/yaml').send(content);
  });

  return router;
}

/** Fails with NotFoundError for a cluster that the platform does not have, and InputError for one without windows. */
function assertArgo({ clusters }: Platform, cluster: string): void {
  const found = clusters.find(({ name }) => name === cluster);
  if (!found) throw new NotFoundError(`There is no cluster ${cluster}`);
  if (found.gitops !== 'argo-cd') {
    throw new InputError(
      `${cluster} is applied by Flux, which has no sync windows`,
    );
  }
}
