import {
  AuditorService,
  AuthService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  RolloutApprovals,
  RolloutList,
  approveRolloutSchema,
  formatEnvironmentRef,
  odooEnvironmentReadPermission,
  odooReleaseReadPermission,
  proposeRolloutSchema,
  rolloutQuerySchema,
  skipRolloutSchema,
  steerRolloutSchema,
} from '@plumbline/plugin-odoo-common';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { Knex } from 'knex';
import { z } from 'zod';
import { UserCredentials } from '../change/access';
import { ChangeReviews } from '../change/people';
import { EnvironmentAccess, authorizeBasic } from '../permissions';
import { Rollouts } from '../rollouts/Rollouts';
import { listRollouts } from '../rollouts/listRollouts';
import { acceptedByRollout, acceptedByRollouts } from './accepted';
import { audited } from './audited';
import { deciderCredentials, readerCredentials } from './credentials';
import { idempotencyKey } from './idempotencyKey';
import { jsonBody } from './jsonBody';
import { pagesOf } from './pagesOf';
import { parseOrThrow } from './parse';

export interface RolloutsRouterOptions {
  knex: Knex;
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  access: EnvironmentAccess;
  rollouts: Rollouts;
  reviews: Pick<ChangeReviews, 'approve'>;
}

const pages = pagesOf(
  z.strictObject({
    query: rolloutQuerySchema.omit({ limit: true, cursor: true }),
    after: z.strictObject({
      createdAt: z.string().max(40),
      id: z.string().max(64),
    }),
  }),
);

/** `/rollouts`: people steer, people and services read. */
export function createRolloutsRouter(
  options: RolloutsRouterOptions,
): ExpressRouter {
  const { knex, auth, httpAuth, permissions, auditor } = options;
  const { access, rollouts, reviews } = options;
  const router = Router();
  const json = jsonBody();

  async function reader(req: Request) {
    const credentials = await readerCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, credentials);
    return credentials;
  }

  /** A decision about a rollout: of the person alone, whoever acts for them. */
  async function decide<T>(
    req: Request,
    eventId: string,
    meta: JsonObject,
    work: (user: UserCredentials) => Promise<T>,
  ): Promise<T> {
    return audited(auditor, { eventId, request: req, meta }, async () => {
      const user = await deciderCredentials(httpAuth, req);
      await authorizeBasic(permissions, odooReleaseReadPermission, user);
      return work(user);
    });
  }

  router.post('/rollouts', json, async (req, res) => {
    if (req.body?.dryRun === true) {
      const user = await deciderCredentials(httpAuth, req);
      await authorizeBasic(permissions, odooReleaseReadPermission, user);
      const asked = parseOrThrow(
        proposeRolloutSchema,
        req.body,
        acceptedByRollout,
      );
      res.json((await rollouts.propose(asked, user)).rollout);
      return;
    }
    const meta = {
      release: String(req.body?.release).slice(0, 45),
      ring: String(req.body?.ring).slice(0, 40),
    };
    const { rollout, created } = await decide(
      req,
      'rollout-propose',
      meta,
      user =>
        rollouts.propose(
          parseOrThrow(proposeRolloutSchema, req.body, acceptedByRollout),
          user,
          idempotencyKey(req, user.principal.userEntityRef),
        ),
    );
    res.status(created ? 201 : 200).json(rollout);
  });

  router.get('/rollouts', async (req, res) => {
    const credentials = await reader(req);
    const { query, after } = pages.resume(
      parseOrThrow(rolloutQuerySchema, req.query, acceptedByRollouts),
    );
    const { next, ...page } = await listRollouts(knex, query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      after,
    });
    const list: RolloutList = {
      ...page,
      nextCursor: pages.next(query, next),
    };
    res.json(list);
  });

  router.get('/rollouts/:id', async (req, res) => {
    const credentials = await reader(req);
    const user = auth.isPrincipal(credentials, 'user')
      ? credentials
      : undefined;
    res.json(await rollouts.get(req.params.id, credentials, user));
  });

  for (const type of ['pause', 'resume', 'stop'] as const) {
    router.post(`/rollouts/:id/${type}`, json, async (req, res) => {
      const rollout = req.params.id;
      res.json(
        await decide(req, `rollout-${type}`, { rollout }, user => {
          const { reason } = parseOrThrow(
            steerRolloutSchema,
            req.body,
            acceptedByRollout,
          );
          return rollouts.steer(rollout, { type, reason }, user);
        }),
      );
    });
  }

  router.post('/rollouts/:id/skip', json, async (req, res) => {
    const rollout = req.params.id;
    res.json(
      await decide(req, 'rollout-skip', { rollout }, user => {
        const { reason, environment } = parseOrThrow(
          skipRolloutSchema,
          req.body,
          acceptedByRollout,
        );
        return rollouts.steer(
          rollout,
          {
            type: 'skip',
            environment: formatEnvironmentRef(environment),
            reason,
          },
          user,
        );
      }),
    );
  });

  router.post('/rollouts/:id/approve', json, async (req, res) => {
    const user = await deciderCredentials(httpAuth, req);
    await authorizeBasic(permissions, odooReleaseReadPermission, user);
    const approval = parseOrThrow(
      approveRolloutSchema,
      req.body,
      acceptedByRollout,
    );
    const approveOne = (change: string, contentHash: string) =>
      audited(
        auditor,
        {
          eventId: 'change-approve',
          request: req,
          meta: { change, rollout: req.params.id },
        },
        () =>
          reviews.approve(
            change,
            { comment: approval.comment, contentHash },
            user,
          ),
      );
    const answer: RolloutApprovals = {
      items: await rollouts.approve(req.params.id, approval, approveOne),
    };
    res.json(answer);
  });

  return router;
}
