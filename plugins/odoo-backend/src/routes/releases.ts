import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  Matrix,
  ReleaseList,
  compareQuerySchema,
  matrixQuerySchema,
  odooEnvironmentReadPermission,
  odooReleaseReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { ReadModel } from '../readModel';
import { RegistryService } from '../registry';
import { ReleaseModel } from '../releases';
import { acceptedByCompare, acceptedByMatrix } from './accepted';
import { readerCredentials } from './credentials';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';

export interface ReleasesRouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  registry: RegistryService;
  releases: ReleaseModel;
}

const matrixPages = pagesOf(
  z.strictObject({
    query: matrixQuerySchema.omit({ limit: true, cursor: true }),
    after: z.string().max(200),
  }),
);

/** What runs where. Releases are for those who may read releases, and each sees them in their environments alone. */
export function createReleasesRouter(options: ReleasesRouterOptions) {
  const { httpAuth, permissions, access, readModel, registry, releases } =
    options;
  const router = Router();

  /** Of a caller who may read releases. Fails with NotAllowedError. */
  async function readable(req: Request) {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, credentials);
    return access.readable(odooEnvironmentReadPermission, credentials);
  }

  /** An environment that the caller may read. Fails with NotFoundError and NotAllowedError. */
  async function readableRef(req: Request, ref: string): Promise<string> {
    const credentials = await readerCredentials(httpAuth, req);
    if (!(await readModel.exists(ref))) {
      throw new NotFoundError(`There is no environment ${ref}`);
    }
    await access.authorize(odooEnvironmentReadPermission, ref, credentials);
    return ref;
  }

  router.get('/releases', async (req, res) => {
    const items = await releases.list(await readable(req));
    const { errors } = await registry.snapshot();
    const list: ReleaseList = {
      items,
      total: items.length,
      errors: errors.filter(({ file }) => file.startsWith('releases/')),
    };
    res.json(list);
  });

  router.get('/release-matrix', async (req, res) => {
    const { query, after } = matrixPages.resume(
      parseOrThrow(matrixQuerySchema, req.query, acceptedByMatrix),
    );
    const { next, ...page } = await releases.matrix(query, {
      readable: await readable(req),
      after,
      now: new Date(),
    });
    const matrix: Matrix = {
      ...page,
      nextCursor: matrixPages.next(query, next),
    };
    res.json(matrix);
  });

  router.get('/releases/:version', async (req, res) => {
    const scope = { readable: await readable(req), now: new Date() };
    res.json(await releases.release(req.params.version, scope));
  });

  router.get('/environments/:tenant/:stage/release', async (req, res) => {
    const scope = { readable: await readable(req), now: new Date() };
    const { tenant, stage } = req.params;
    const ref = await readableRef(req, `${tenant}/${stage}`);
    res.json(await releases.environment(ref, scope));
  });

  router.get('/compare', async (req, res) => {
    const { from, to } = parseOrThrow(
      compareQuerySchema,
      req.query,
      acceptedByCompare,
    );
    await readable(req);
    for (const side of [from, to]) {
      if (side.includes('/')) await readableRef(req, side);
    }
    res.json(await releases.compare(from, to));
  });

  return router;
}
