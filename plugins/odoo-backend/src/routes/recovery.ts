import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  RecoveryDetail,
  RecoveryList,
  odooEnvironmentReadPermission,
  recoveryQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { EnvironmentAccess } from '../permissions';
import { RecoveryModel } from '../recovery';
import { acceptedByRecovery } from './accepted';
import { readerCredentials } from './credentials';
import { parseOrThrow } from './parse';
import { recoveryCursor, resumeRecovery } from './recoveryCursor';
import { streamRecoveryCsv } from './streamRecoveryCsv';

export interface RecoveryRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  recovery: RecoveryModel;
}

export function createRecoveryRouter(
  options: RecoveryRouterOptions,
): ExpressRouter {
  const { httpAuth, access, recovery } = options;
  const router = Router();

  async function readable(req: Request) {
    const credentials = await readerCredentials(httpAuth, req);
    return access.readable(odooEnvironmentReadPermission, credentials);
  }

  router.get('/recovery', async (req, res) => {
    const { query, after } = resumeRecovery(
      parseOrThrow(recoveryQuerySchema, req.query, acceptedByRecovery),
    );
    const scope = { readable: await readable(req), now: new Date() };
    const { items, next } = await recovery.page(query, { ...scope, after });
    const list: RecoveryList = {
      items,
      ...(await recovery.counts(query, scope)),
      nextCursor: recoveryCursor(query, next),
    };
    res.json(list);
  });

  router.get('/recovery.csv', async (req, res) => {
    const query = parseOrThrow(
      recoveryQuerySchema.omit({ limit: true, cursor: true }),
      req.query,
      acceptedByRecovery,
    );
    const scope = { readable: await readable(req), now: new Date() };
    await streamRecoveryCsv(res, recovery, query, scope);
  });

  router.get('/recovery/:tenant/:stage', async (req, res) => {
    res.json(await readAllowed(req));
  });

  async function readAllowed(req: Request): Promise<RecoveryDetail> {
    const credentials = await readerCredentials(httpAuth, req);
    const ref = `${req.params.tenant}/${req.params.stage}`;
    const detail = await recovery.detail(ref, new Date());
    if (!detail) throw new NotFoundError(`There is no environment ${ref}`);
    await access.authorize(odooEnvironmentReadPermission, ref, credentials);
    return detail;
  }

  return router;
}
