import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { odooEnvironmentReadPermission } from '@plumbline/plugin-odoo-common';
import { Request } from 'express';
import { EnvironmentAccess } from '../permissions';
import { ReadModel, ReadableEnvironments } from '../readModel';
import { readerCredentials } from './credentials';

/** Environments that are no more: what happened to them stays with those who could read them. */
export interface PastEnvironments {
  isReadable(ref: string, readable: ReadableEnvironments): Promise<boolean>;
}

/**
 * The environment that a path names, there or decommissioned, `<tenant>/<stage>`, for somebody who may read it. Fails with NotFoundError and
 * NotAllowedError.
 */
export async function readableEnvironment(
  req: Request,
  services: {
    httpAuth: HttpAuthService;
    access: EnvironmentAccess;
    readModel: ReadModel;
    past: PastEnvironments;
  },
): Promise<string> {
  const { httpAuth, access, readModel, past } = services;
  const credentials = await readerCredentials(httpAuth, req);
  const ref = `${req.params.tenant}/${req.params.stage}`;
  if (!(await readModel.exists(ref))) {
    const readable = await access.readable(
      odooEnvironmentReadPermission,
      credentials,
    );
    if (await past.isReadable(ref, readable)) return ref;
    throw new NotFoundError(`There is no environment ${ref}`);
  }
  await access.authorize(odooEnvironmentReadPermission, ref, credentials);
  return ref;
}
