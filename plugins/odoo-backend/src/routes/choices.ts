import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  Choices,
  Platform,
  Release,
  Tier,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
  offeredDatabases,
  offeredTenancies,
} from '@plumbline/plugin-odoo-common';
import Router from 'express-promise-router';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { readerCredentials } from './credentials';

export interface ChoicesRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  platform: Platform;
}

export function createChoicesRouter(options: ChoicesRouterOptions) {
  const { httpAuth, access, readModel, platform } = options;
  const router = Router();

  router.get('/choices', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const readable = await access.readable(
      odooEnvironmentReadPermission,
      credentials,
    );
    const choices: Choices = {
      tenants: await readModel.tenants(readable),
      changeable: await changeable(options, credentials),
      ...platformChoices(platform),
      releases: (await readModel.releases()).map(toChoice),
    };
    res.json(choices);
  });

  return router;
}

/** The environments whose changes the caller may propose; none where the policy grants it on none. */
async function changeable(
  { access, readModel }: Pick<ChoicesRouterOptions, 'access' | 'readModel'>,
  credentials: BackstageCredentials,
): Promise<string[]> {
  try {
    const proposable = await access.readable(
      odooChangeProposePermission,
      credentials,
    );
    return (await readModel.tenants(proposable)).flatMap(({ name, stages }) =>
      stages.map(stage => `${name}/${stage}`),
    );
  } catch (error) {
    if (isError(error) && error.name === 'NotAllowedError') return [];
    throw error;
  }
}

function platformChoices(platform: Platform) {
  return {
    regions: platform.regions,
    series: platform.series,
    tiers: Object.entries(platform.tiers).map(([tier, policy]) => ({
      tier: Number(tier) as Tier,
      title: policy.title,
      rto: policy.rto,
      rpo: policy.rpo,
      approvals: policy.approvals,
    })),
    tenancies: offeredTenancies(platform),
    databases: offeredDatabases(platform),
    domains: platform.domains,
  };
}

function toChoice({ version, series, schemaClass, releasedAt }: Release) {
  return { version, series, schemaClass, releasedAt };
}
