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
import {
  freezesProblem,
  renderFreezes,
} from '@plumbline/plugin-odoo-golden-path';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { ReadFreezes, dayOf, freezesInput } from '../freezes';
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
  freezes: ReadFreezes;
}

/**
 * `GET /calendar/sync-windows/:cluster`: the file by which the controller of a cluster keeps freezes, for a pipeline
 * where the portal does not commit it itself. The same on every call of a day while the calendars stay, so it is
 * committed only when something changed.
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
    freezes,
  } = options;
  const router = Router();

  router.get('/calendar/sync-windows/:cluster', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const cluster = clusterOf(platform, req.params.cluster);
    const snapshot = await registry.snapshot();
    const placed = [...snapshot.environments.values()].filter(
      ({ placement }) => placement.cluster === cluster.name,
    );
    const readable = new Set(
      await readModel.refs(
        await access.readable(odooEnvironmentReadPermission, credentials),
      ),
    );
    // Half of the tenants would be a file in which the other half has no windows.
    if (placed.some(each => !readable.has(formatEnvironmentRef(each)))) {
      throw new NotAllowedError(
        `Freezes are rendered for all of ${cluster.name}: that needs to read every environment on it`,
      );
    }
    const now = new Date();
    const input = freezesInput(snapshot, {
      platform,
      cluster: cluster.name,
      asOf: dayOf(now),
      ...(await freezes.facts(snapshot, now)),
    });
    const { content } = renderFreezes(input, cluster);
    res.type('application/yaml').send(content);
  });

  return router;
}

/** Fails with NotFoundError for a cluster that the platform does not have, and InputError for one that cannot keep freezes. */
function clusterOf(platform: Platform, name: string) {
  const found = platform.clusters.find(cluster => cluster.name === name);
  if (!found) throw new NotFoundError(`There is no cluster ${name}`);
  const problem = freezesProblem(platform, found);
  if (problem) throw new InputError(`${name}: ${problem}`);
  return found;
}
