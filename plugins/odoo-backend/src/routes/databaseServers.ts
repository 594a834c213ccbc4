import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  DatabaseServerList,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { DatabaseServerModel } from '../databaseServers';
import { EnvironmentAccess } from '../permissions';
import { readerCredentials } from './credentials';

export interface DatabaseServersRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  databaseServers: DatabaseServerModel;
}

/**
 * Shared database servers. Who may read environments may read how a server is and how full; who is on it,
 * only of those that they may read.
 */
export function createDatabaseServersRouter(
  options: DatabaseServersRouterOptions,
): ExpressRouter {
  const { httpAuth, access, databaseServers } = options;
  const router = Router();

  router.get('/database-servers', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const items = await databaseServers.list({
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      now: new Date(),
    });
    const list: DatabaseServerList = { items, total: items.length };
    res.json(list);
  });

  router.get('/database-servers/:name', async (req, res) => {
    const { name } = req.params;
    const credentials = await readerCredentials(httpAuth, req);
    const server = await databaseServers.detail(name, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      now: new Date(),
    });
    if (!server) {
      throw new NotFoundError(`There is no shared database server ${name}`);
    }
    res.json(server);
  });

  return router;
}
