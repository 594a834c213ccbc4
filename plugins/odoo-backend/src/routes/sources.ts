import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  SourceList,
  odooSourceReadPermission,
  odooSourceRefreshPermission,
} from '@plumbline/plugin-odoo-common';
import Router from 'express-promise-router';
import { CollectionService } from '../collection';
import { authorizeBasic } from '../permissions';
import { SourceStore } from '../readModel';
import { audited } from './audited';
import { readerCredentials } from './credentials';

export interface SourcesRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  sources: SourceStore;
  collection: CollectionService;
}

export function createSourcesRouter(options: SourcesRouterOptions) {
  const { httpAuth, permissions, auditor, sources, collection } = options;
  const router = Router();

  router.get('/sources', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooSourceReadPermission, credentials);
    const items = await sources.list(new Date());
    const list: SourceList = { items, total: items.length };
    res.json(list);
  });

  router.post('/sources/:collector/:scope/refresh', async (req, res) => {
    const { collector, scope } = req.params;
    const mutation = {
      eventId: 'source-refresh',
      request: req,
      meta: { collector, scope },
    };
    await audited(auditor, mutation, async () => {
      const credentials = await readerCredentials(httpAuth, req);
      await authorizeBasic(
        permissions,
        odooSourceRefreshPermission,
        credentials,
      );
      await collection.trigger(collector, scope);
    });
    res.status(202).json({ collector, scope });
  });

  return router;
}
