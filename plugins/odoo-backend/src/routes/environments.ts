import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  EnvironmentDetail,
  EnvironmentList,
  environmentQuerySchema,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Request } from 'express';
import Router from 'express-promise-router';
import { AcknowledgementStore } from '../acknowledgements';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { acceptedByEnvironments } from './accepted';
import { readerCredentials } from './credentials';
import { environmentPages } from './environmentPages';
import { parseOrThrow } from './parse';
import { PendingChanges } from './pendingChanges';

export interface EnvironmentsRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  acknowledgements: AcknowledgementStore;
  pendingChanges: PendingChanges;
}

export function createEnvironmentsRouter(options: EnvironmentsRouterOptions) {
  const { httpAuth, access, readModel, acknowledgements, pendingChanges } =
    options;
  const router = Router();

  router.get('/environments', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const { query, after } = environmentPages.resume(
      parseOrThrow(environmentQuerySchema, req.query, acceptedByEnvironments),
    );
    const now = new Date();
    const page = await readModel.environments(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after,
      now,
    });
    const add = await additions(page.items.map(refOf), now);
    const list: EnvironmentList = {
      items: page.items.map(item => ({ ...item, ...add(refOf(item)) })),
      total: page.total,
      counts: page.counts,
      nextCursor: environmentPages.next(query, page.next),
    };
    res.json(list);
  });

  router.get('/environments/:tenant/:stage', async (req, res) => {
    const now = new Date();
    const environment = await readAllowed(req, now);
    const ref = refOf(environment);
    const add = await additions([ref], now);
    const detail: EnvironmentDetail = { ...environment, ...add(ref) };
    res.json(detail);
  });

  /** What lies beside the read model: two statements, whatever the number of environments. */
  async function additions(refs: readonly string[], now: Date) {
    const pending = await pendingChanges.of(refs);
    const said = await acknowledgements.of(refs, now);
    return (ref: string) => ({
      pendingChange: pending.get(ref),
      acknowledgements: said.get(ref) ?? [],
    });
  }

  async function readAllowed(
    req: Request,
    now: Date,
  ): Promise<EnvironmentDetail> {
    const credentials = await readerCredentials(httpAuth, req);
    const ref = `${req.params.tenant}/${req.params.stage}`;
    const environment = await readModel.environment(ref, now);
    if (!environment) throw new NotFoundError(`There is no environment ${ref}`);
    await access.authorize(odooEnvironmentReadPermission, ref, credentials);
    return environment;
  }

  return router;
}

function refOf({ tenant, stage }: { tenant: string; stage: string }): string {
  return `${tenant}/${stage}`;
}
