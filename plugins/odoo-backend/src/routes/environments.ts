import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  EnvironmentDetail,
  EnvironmentList,
  History,
  environmentQuerySchema,
  historyQuerySchema,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Request } from 'express';
import Router from 'express-promise-router';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { acceptedByEnvironments, acceptedByHistory } from './accepted';
import { readerCredentials } from './credentials';
import { environmentCursor, resumeEnvironments } from './environmentCursor';
import { historyCursor, resumeHistory } from './historyCursor';
import { parseOrThrow } from './parse';
import { PendingChanges } from './pendingChanges';

export interface EnvironmentsRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  pendingChanges: PendingChanges;
}

export function createEnvironmentsRouter(options: EnvironmentsRouterOptions) {
  const { httpAuth, access, readModel, pendingChanges } = options;
  const router = Router();

  router.get('/environments', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const { query, after } = resumeEnvironments(
      parseOrThrow(environmentQuerySchema, req.query, acceptedByEnvironments),
    );
    const page = await readModel.environments(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after,
      now: new Date(),
    });
    const pending = await pendingChanges.of(page.items.map(refOf));
    const list: EnvironmentList = {
      items: page.items.map(item => ({
        ...item,
        pendingChange: pending.get(refOf(item)),
      })),
      total: page.total,
      counts: page.counts,
      nextCursor: environmentCursor(query, page.next),
    };
    res.json(list);
  });

  router.get('/environments/:tenant/:stage', async (req, res) => {
    const environment = await readAllowed(req);
    const ref = refOf(environment);
    const pending = await pendingChanges.of([ref]);
    const detail: EnvironmentDetail = {
      ...environment,
      pendingChange: pending.get(ref),
    };
    res.json(detail);
  });

  router.get('/environments/:tenant/:stage/history', async (req, res) => {
    const { query, after } = resumeHistory(
      parseOrThrow(historyQuerySchema, req.query, acceptedByHistory),
    );
    const ref = refOf(await readAllowed(req));
    const page = await readModel.transitions(ref, query, after);
    const history: History = {
      items: page.items,
      total: page.total,
      nextCursor: historyCursor(query, page.next),
    };
    res.json(history);
  });

  async function readAllowed(req: Request): Promise<EnvironmentDetail> {
    const credentials = await readerCredentials(httpAuth, req);
    const ref = `${req.params.tenant}/${req.params.stage}`;
    const environment = await readModel.environment(ref, new Date());
    if (!environment) throw new NotFoundError(`There is no environment ${ref}`);
    await access.authorize(odooEnvironmentReadPermission, ref, credentials);
    return environment;
  }

  return router;
}

function refOf({ tenant, stage }: { tenant: string; stage: string }): string {
  return `${tenant}/${stage}`;
}
