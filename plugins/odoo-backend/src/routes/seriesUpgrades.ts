import {
  AuditorService,
  AuthService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  SeriesUpgradeList,
  decideSeriesUpgradeSchema,
  odooEnvironmentReadPermission,
  odooReleaseReadPermission,
  proposeSeriesUpgradeSchema,
  proposeStepSchema,
  seriesUpgradeQuerySchema,
  seriesUpgradeStepSchema,
} from '@plumbline/plugin-odoo-common';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { UserCredentials } from '../change/access';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { SeriesUpgrades } from '../seriesUpgrades/SeriesUpgrades';
import { FactSources } from '../seriesUpgrades/readSeriesUpgradeFacts';
import { listSeriesUpgrades } from '../seriesUpgrades/listSeriesUpgrades';
import { acceptedBySeriesUpgrade, acceptedBySeriesUpgrades } from './accepted';
import { audited } from './audited';
import { deciderCredentials, readerCredentials } from './credentials';
import { jsonBody } from './jsonBody';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';

export interface SeriesUpgradesRouterOptions extends FactSources {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  access: EnvironmentAccess;
  seriesUpgrades: SeriesUpgrades;
}

const pages = pagesOf(
  z.strictObject({
    query: seriesUpgradeQuerySchema.omit({ limit: true, cursor: true }),
    after: z.strictObject({
      createdAt: z.string().max(40),
      id: z.string().max(64),
    }),
  }),
);
const pathSchema = z.object({ step: seriesUpgradeStepSchema });

/** `/series-upgrades`: people begin, propose and confirm; people and services read. */
export function createSeriesUpgradesRouter(
  options: SeriesUpgradesRouterOptions,
): ExpressRouter {
  const { auth, httpAuth, permissions, auditor } = options;
  const { access, seriesUpgrades } = options;
  const router = Router();
  const json = jsonBody();

  /** Who proposes: a person, or the scaffolder on behalf of one. */
  async function proposer(req: Request): Promise<UserCredentials> {
    const user = await httpAuth.credentials(req, { allow: ['user'] });
    await authorizeBasic(permissions, odooReleaseReadPermission, user);
    return user;
  }

  /** A decision: of the person alone, whoever acts for them. */
  async function decider(req: Request): Promise<UserCredentials> {
    const user = await deciderCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, user);
    return user;
  }

  const begin = (req: Request, user: UserCredentials) =>
    seriesUpgrades.begin(
      parseOrThrow(
        proposeSeriesUpgradeSchema,
        req.body,
        acceptedBySeriesUpgrade,
      ),
      user,
    );

  router.post('/series-upgrades', json, async (req, res) => {
    if (req.body?.dryRun === true) {
      res.json((await begin(req, await proposer(req))).upgrade);
      return;
    }
    const meta: JsonObject = {
      environment: String(req.body?.environment).slice(0, 100),
      release: String(req.body?.release).slice(0, 45),
    };
    const event = { eventId: 'series-upgrade-begin', request: req, meta };
    const { upgrade, created } = await audited(auditor, event, async () =>
      begin(req, await proposer(req)),
    );
    res.status(created ? 201 : 200).json(upgrade);
  });

  router.get('/series-upgrades', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, credentials);
    const { query, after } = pages.resume(
      parseOrThrow(
        seriesUpgradeQuerySchema,
        req.query,
        acceptedBySeriesUpgrades,
      ),
    );
    const { next, ...page } = await listSeriesUpgrades(options, query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after,
    });
    const list: SeriesUpgradeList = {
      ...page,
      nextCursor: pages.next(query, next),
    };
    res.json(list);
  });

  router.get('/series-upgrades/:id', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, credentials);
    const user = auth.isPrincipal(credentials, 'user')
      ? credentials
      : undefined;
    res.json(await seriesUpgrades.get(req.params.id, credentials, user));
  });

  router.post(
    '/series-upgrades/:id/steps/:step/propose',
    json,
    async (req, res) => {
      const { id: seriesUpgrade, step: named } = req.params;
      const propose = async () => {
        const user = await proposer(req);
        const { step } = parseOrThrow(
          pathSchema,
          req.params,
          acceptedBySeriesUpgrade,
        );
        const asked = parseOrThrow(
          proposeStepSchema,
          req.body,
          acceptedBySeriesUpgrade,
        );
        return seriesUpgrades.proposeStep(seriesUpgrade, step, asked, user);
      };
      if (req.body?.dryRun === true) {
        res.json((await propose()).change);
        return;
      }
      const meta = { seriesUpgrade, step: named.slice(0, 40) };
      const event = { eventId: 'change-propose', request: req, meta };
      const { change, created } = await audited(auditor, event, propose);
      res.status(created ? 201 : 200).json(change);
    },
  );

  router.post(
    '/series-upgrades/:id/steps/:step/confirm',
    json,
    async (req, res) => {
      const { id: seriesUpgrade, step: named } = req.params;
      const meta = { seriesUpgrade, step: named.slice(0, 40) };
      const event = { eventId: 'series-upgrade-confirm', request: req, meta };
      const detail = await audited(auditor, event, async () => {
        const user = await decider(req);
        const { step } = parseOrThrow(
          pathSchema,
          req.params,
          acceptedBySeriesUpgrade,
        );
        const { reason } = parseOrThrow(
          decideSeriesUpgradeSchema,
          req.body,
          acceptedBySeriesUpgrade,
        );
        const action = { type: 'confirm', step, reason } as const;
        return seriesUpgrades.decide(seriesUpgrade, action, user);
      });
      res.json(detail);
    },
  );

  for (const type of ['go-back', 'stop'] as const) {
    router.post(`/series-upgrades/:id/${type}`, json, async (req, res) => {
      const seriesUpgrade = req.params.id;
      const meta = { seriesUpgrade };
      const event = { eventId: `series-upgrade-${type}`, request: req, meta };
      const detail = await audited(auditor, event, async () => {
        const user = await decider(req);
        const { reason } = parseOrThrow(
          decideSeriesUpgradeSchema,
          req.body,
          acceptedBySeriesUpgrade,
        );
        return seriesUpgrades.decide(seriesUpgrade, { type, reason }, user);
      });
      res.json(detail);
    });
  }

  return router;
}
