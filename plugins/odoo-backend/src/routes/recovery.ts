import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  Platform,
  RecoveryDetail,
  RecoveryList,
  RestorePlan,
  odooEnvironmentReadPermission,
  recoveryQuerySchema,
  restorePlanQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { EnvironmentAccess } from '../permissions';
import { RecoveryModel } from '../recovery';
import { acceptedByPlan, acceptedByRecovery } from './accepted';
import { readerCredentials } from './credentials';
import { parseOrThrow } from './parse';
import { parseOrderQuery } from './recoveryOrderQuery';
import { recoveryPages } from './recoveryPages';
import { streamRecoveryCsv } from './streamRecoveryCsv';

export interface RecoveryRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  recovery: RecoveryModel;
  platform: Platform;
}

export function createRecoveryRouter(
  options: RecoveryRouterOptions,
): ExpressRouter {
  const { httpAuth, access, recovery, platform } = options;
  const router = Router();

  async function readable(req: Request) {
    const credentials = await readerCredentials(httpAuth, req);
    return access.readable(odooEnvironmentReadPermission, credentials);
  }

  router.get('/recovery', async (req, res) => {
    const { query, after } = recoveryPages.resume(
      parseOrThrow(recoveryQuerySchema, req.query, acceptedByRecovery),
    );
    const scope = { readable: await readable(req), now: new Date() };
    const { items, next } = await recovery.page(query, { ...scope, after });
    const list: RecoveryList = {
      items,
      ...(await recovery.counts(query, scope)),
      nextCursor: recoveryPages.next(query, next),
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

  router.get('/recovery/:tenant/:stage/plan', async (req, res) => {
    const { to } = parseOrThrow(
      restorePlanQuerySchema,
      req.query,
      acceptedByPlan,
    );
    const { tenant, stage } = await readAllowed(req);
    const now = new Date();
    const plan = await recovery.plan(`${tenant}/${stage}`, { to, now });
    const alsoTouched = await readableAmong(plan.alsoTouched, req);
    // How many others are touched, everybody may know; who they are, only who may read them.
    const answer: RestorePlan = { ...plan, alsoTouched };
    res.json(answer);
  });

  router.get('/recovery-order', async (req, res) => {
    const scope = { readable: await readable(req), now: new Date() };
    res.json(await recovery.order(parseOrderQuery(req.query, platform), scope));
  });

  async function readableAmong(refs: readonly string[], req: Request) {
    const credentials = await readerCredentials(httpAuth, req);
    const allowed = await Promise.all(
      refs.map(ref =>
        access.allows(odooEnvironmentReadPermission, ref, credentials),
      ),
    );
    return refs.filter((_, index) => allowed[index]);
  }

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
