import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  GoldenPathList,
  goldenPathQuerySchema,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { GoldenPathModel } from '../goldenPath';
import { EnvironmentAccess } from '../permissions';
import { acceptedByGoldenPath } from './accepted';
import { readerCredentials } from './credentials';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';
import { PendingChanges } from './pendingChanges';

export interface GoldenPathRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  goldenPath: GoldenPathModel;
  pendingChanges: PendingChanges;
}

const pages = pagesOf(
  z.strictObject({
    query: goldenPathQuerySchema.pick({ state: true, version: true }),
    after: z.string().max(200),
  }),
);

/** How every environment's files stand to the golden path. */
export function createGoldenPathRouter(
  options: GoldenPathRouterOptions,
): ExpressRouter {
  const { httpAuth, access, goldenPath, pendingChanges } = options;
  const router = Router();

  router.get('/golden-path', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const { query, after } = pages.resume(
      parseOrThrow(goldenPathQuerySchema, req.query, acceptedByGoldenPath),
    );
    const { next, items, ...page } = await goldenPath.stands(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after,
      now: new Date(),
    });
    const pending = await pendingChanges.of(
      items.map(({ environment }) => environment),
    );
    const list: GoldenPathList = {
      ...page,
      current: goldenPath.current,
      items: items.map(item => ({
        ...item,
        pendingChange: pending.get(item.environment),
      })),
      nextCursor: pages.next(query, next),
    };
    res.json(list);
  });

  return router;
}
