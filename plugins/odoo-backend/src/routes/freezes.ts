import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  FreezesList,
  Platform,
  formatEnvironmentRef,
  odooCalendarReadPermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { ReadFreezes } from '../freezes';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { readerCredentials } from './credentials';

export interface FreezesRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  platform: Platform;
  freezes: ReadFreezes;
}

/** How each cluster keeps freezes in Git, and since when. */
export function createFreezesRouter(
  options: FreezesRouterOptions,
): ExpressRouter {
  const { httpAuth, permissions, access, readModel, registry, freezes } =
    options;
  const router = Router();

  router.get('/calendar/freezes', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooCalendarReadPermission, credentials);
    const readable = new Set(
      await readModel.refs(
        await access.readable(odooEnvironmentReadPermission, credentials),
      ),
    );
    const { environments } = await registry.snapshot();
    const clusters = new Set(
      [...environments.values()]
        .filter(each => readable.has(formatEnvironmentRef(each)))
        .map(({ placement }) => placement.cluster),
    );
    const all = await freezes.clusters(new Date());
    const list: FreezesList = {
      items: all.filter(({ cluster }) => clusters.has(cluster)),
    };
    res.json(list);
  });

  return router;
}
