import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ReleaseList,
  odooReleaseReadPermission,
} from '@plumbline/plugin-odoo-common';
import Router from 'express-promise-router';
import { authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { readerCredentials } from './credentials';

export interface ReleasesRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  readModel: ReadModel;
  registry: RegistryService;
}

export function createReleasesRouter(options: ReleasesRouterOptions) {
  const { httpAuth, permissions, readModel, registry } = options;
  const router = Router();

  router.get('/releases', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, credentials);
    const items = await readModel.releases();
    const { errors } = await registry.snapshot();
    const list: ReleaseList = {
      items,
      total: items.length,
      errors: errors.filter(({ file }) => file.startsWith('releases/')),
    };
    res.json(list);
  });

  return router;
}
