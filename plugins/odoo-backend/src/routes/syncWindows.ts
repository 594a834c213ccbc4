import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  Platform,
  formatEnvironmentRef,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { renderSyncWindows } from '@plumbline/plugin-odoo-golden-path';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { dayOf, freezesInput } from '../freezes';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { readerCredentials } from './credentials';

export interface SyncWindowsRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  platform: Platform;
  /** Until when an environment passes its freezes, by `<tenant>/<stage>`. */
  passing(now: Date): Promise<ReadonlyMap<string, number>>;
}

/**
 * `GET /calendar/sync-windows/:cluster`: the file of a cluster's sync windows, for the pipeline that brings a
 * calendar into the repository. The same on every call of a day while the calendars stay, so it is committed only
 * when something changed.
 */
export function createSyncWindowsRouter(
  options: SyncWindowsRouterOptions,
): ExpressRouter {
  const {
    httpAuth,
    permissions,
    access,
    readModel,
    registry,
    platform,
    passing,
  } = options;
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
    const now = new Date();
    const { content } = renderSyncWindows(
      freezesInput(snapshot, {
        platform,
        cluster,
        asOf: dayOf(now),
        passing: await passing(now),
      }),
    );
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
