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
import { decodeCursor, encodeCursor } from './cursor';
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
const filterSchema = driftQuerySchema.omit({ limit: true, cursor: true });
const cursorSchema = z.strictObject({
  query: filterSchema,
  after: positionSchema,
});

/** What differs from what it should be, by the observations of the last collections. */
export function createDriftRouter(options: DriftRouterOptions): ExpressRouter {
  const { drift, httpAuth, access, pendingChanges } = options;
  const router = Router();

  router.get('/drift', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const asked = parseOrThrow(driftQuerySchema, req.query, acceptedByDrift);
    const { limit, cursor, ...filter } = asked;
    // A later page keeps the filter of its first: it cannot be of another list.
    const resumed = cursor ? decodeCursor(cursorSchema, cursor) : undefined;
    const query = { ...(resumed?.query ?? filter), limit };
    const { next, items, ...page } = await drift.list(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after: resumed?.after,
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
      nextCursor:
        next &&
        encodeCursor({
          query: filterSchema.parse(resumed?.query ?? filter),
          after: next,
        }),
    };
    res.json(list);
  });

  return router;
}
