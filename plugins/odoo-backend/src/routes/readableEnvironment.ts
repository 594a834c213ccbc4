import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { odooEnvironmentReadPermission } from '@plumbline/plugin-odoo-common';
import { Request } from 'express';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { readerCredentials } from './credentials';

/**
 * The environment that a path names, `<tenant>/<stage>`, for somebody who may read it. Fails with NotFoundError and
 * NotAllowedError.
 */
export async function readableEnvironment(
  req: Request,
  services: {
    httpAuth: HttpAuthService;
    access: EnvironmentAccess;
    readModel: ReadModel;
  },
): Promise<string> {
  const { httpAuth, access, readModel } = services;
  const credentials = await readerCredentials(httpAuth, req);
  const ref = `${req.params.tenant}/${req.params.stage}`;
  if (!(await readModel.exists(ref))) {
    throw new NotFoundError(`There is no environment ${ref}`);
  }
  await access.authorize(odooEnvironmentReadPermission, ref, credentials);
  return ref;
}
