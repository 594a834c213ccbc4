import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  DriftList,
  driftQuerySchema,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { DriftModel } from '../drift';
import { EnvironmentAccess } from '../permissions';
import { acceptedByDrift } from './accepted';
import { readerCredentials } from './credentials';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';
import { PendingChanges } from './pendingChanges';

export interface DriftRouterOptions {
  drift: DriftModel;
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  pendingChanges: PendingChanges;
}

const positionSchema = z.strictObject({
  severity: z.string().max(20),
  since: z.string().max(40),
  environment: z.string().max(200),
  probe: z.string().max(40),
});
const pages = pagesOf(
  z.strictObject({
    query: driftQuerySchema.omit({ limit: true, cursor: true }),
    after: positionSchema,
  }),
);

/** What differs from what it should be, by the observations of the last collections. */
export function createDriftRouter(options: DriftRouterOptions): ExpressRouter {
  const { drift, httpAuth, access, pendingChanges } = options;
  const router = Router();

  router.get('/drift', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const { query, after } = pages.resume(
      parseOrThrow(driftQuerySchema, req.query, acceptedByDrift),
    );
    const { next, items, ...page } = await drift.list(query, {
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
    const list: DriftList = {
      ...page,
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
