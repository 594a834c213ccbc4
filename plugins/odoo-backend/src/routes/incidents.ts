import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  IncidentList,
  incidentQuerySchema,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { acceptedByPage } from './accepted';
import { readerCredentials } from './credentials';
import { decodeCursor, encodeCursor } from './cursor';
import { parseOrThrow } from './parse';

export interface IncidentsRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  readModel: ReadModel;
}

const positionSchema = z.strictObject({
  severity: z.int32(),
  total: z.int32(),
  kind: z.string().max(40),
  name: z.string().max(300),
});

/** What is not well, by cause. */
export function createIncidentsRouter(
  options: IncidentsRouterOptions,
): ExpressRouter {
  const { httpAuth, access, readModel } = options;
  const router = Router();

  router.get('/incidents', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const query = parseOrThrow(incidentQuerySchema, req.query, acceptedByPage);
    const { items, total, next } = await readModel.incidents(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after:
        query.cursor === undefined
          ? undefined
          : decodeCursor(positionSchema, query.cursor),
      now: new Date(),
    });
    const list: IncidentList = {
      items,
      total,
      nextCursor: next && encodeCursor(next),
    };
    res.json(list);
  });

  return router;
}
