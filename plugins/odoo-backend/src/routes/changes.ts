import {
  AuditorService,
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  ChangeList,
  approveChangeSchema,
  changeQuerySchema,
  followUpSchema,
  odooEnvironmentReadPermission,
  overrideChangeSchema,
  rejectChangeSchema,
} from '@plumbline/plugin-odoo-common';
import { JsonObject } from '@backstage/types';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { UserCredentials } from '../change/access';
import {
  ChangePresenter,
  ChangeProposals,
  ChangeReviews,
} from '../change/people';
import { acceptedByChangeField } from '../change/propose';
import { ChangeStore } from '../change/store';
import { EnvironmentAccess } from '../permissions';
import { acceptedByChanges } from './accepted';
import { audited } from './audited';
import { changePages } from './changePages';
import { deciderCredentials, readerCredentials } from './credentials';
import { idempotencyKey } from './idempotencyKey';
import { jsonBody } from './jsonBody';
import { fieldErrors, parseOrThrow } from './parse';

export interface ChangesRouterOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  access: EnvironmentAccess;
  presenter: ChangePresenter;
  proposals: ChangeProposals;
  reviews: ChangeReviews;
  store: ChangeStore;
}

/** Of what was asked for, whatever came of it: nothing of it is trusted. */
const overrideMeta = ({ body }: Request): JsonObject => ({
  gate: String(body?.gate).slice(0, 40),
  until: String(body?.until).slice(0, 40),
});

/** `/changes`: people write, people and services read. */
export function createChangesRouter(
  options: ChangesRouterOptions,
): ExpressRouter {
  const { auth, httpAuth, auditor, access, store } = options;
  const { presenter, proposals, reviews } = options;
  const router = Router();
  const json = jsonBody();

  /** Everything that writes: only a signed-in person, and always with an audit event. */
  async function mutate<T>(
    req: Request,
    eventId: string,
    meta: JsonObject,
    work: (credentials: UserCredentials) => Promise<T>,
  ): Promise<T> {
    return audited(auditor, { eventId, request: req, meta }, async () =>
      work(await httpAuth.credentials(req, { allow: ['user'] })),
    );
  }

  /** A decision about a change: of the person alone, whoever acts for them. */
  async function decide<T>(
    req: Request,
    eventId: string,
    work: (change: string, credentials: UserCredentials) => Promise<T>,
    meta: JsonObject = {},
  ): Promise<T> {
    const change = req.params.id;
    const event = { eventId, request: req, meta: { change, ...meta } };
    return audited(auditor, event, async () =>
      work(change, await deciderCredentials(httpAuth, req)),
    );
  }

  router.post('/changes', json, async (req, res) => {
    if (req.body?.dryRun === true) {
      const user = await httpAuth.credentials(req, { allow: ['user'] });
      const { change } = await proposals.propose(req.body, user);
      res.json(change);
      return;
    }
    const meta = { environment: String(req.body?.environment).slice(0, 100) };
    const { change, created } = await mutate(
      req,
      'change-propose',
      meta,
      user =>
        proposals.propose(
          req.body,
          user,
          idempotencyKey(req, user.principal.userEntityRef),
        ),
    );
    res.status(created ? 201 : 200).json(change);
  });

  router.get('/changes', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const { query, after } = changePages.resume(
      parseOrThrow(changeQuerySchema, req.query, acceptedByChanges),
    );
    if (query.mine && !auth.isPrincipal(credentials, 'user')) {
      throw fieldErrors([
        {
          path: 'mine',
          message: 'needs a person: a service requests no changes',
          accepted: 'false',
        },
      ]);
    }
    const page = await store.list(query, {
      readable: await access.readable(
        odooEnvironmentReadPermission,
        credentials,
      ),
      requester:
        query.mine && auth.isPrincipal(credentials, 'user')
          ? credentials.principal.userEntityRef
          : undefined,
      after,
    });
    const list: ChangeList = {
      items: page.items,
      total: page.total,
      nextCursor: changePages.next(query, page.next),
    };
    res.json(list);
  });

  router.get('/changes/:id', async (req, res) => {
    const credentials = await readerCredentials(httpAuth, req);
    const user = auth.isPrincipal(credentials, 'user')
      ? credentials
      : undefined;
    res.json(await presenter.get(req.params.id, credentials, user));
  });

  router.put('/changes/:id', json, async (req, res) => {
    const change = req.params.id;
    res.json(
      await mutate(req, 'change-update', { change }, user =>
        proposals.update(change, req.body, user),
      ),
    );
  });

  router.post('/changes/:id/approve', json, async (req, res) => {
    res.json(
      await decide(req, 'change-approve', (change, user) =>
        reviews.approve(
          change,
          parseOrThrow(approveChangeSchema, req.body, acceptedByChangeField),
          user,
        ),
      ),
    );
  });

  router.post('/changes/:id/override', json, async (req, res) => {
    const meta = overrideMeta(req);
    const override = (change: string, user: UserCredentials) =>
      reviews.override(
        change,
        parseOrThrow(overrideChangeSchema, req.body, acceptedByChangeField),
        user,
      );
    res.json(await decide(req, 'change-override', override, meta));
  });

  router.post('/changes/:id/follow-up', json, async (req, res) => {
    res.json(
      await decide(req, 'change-follow-up', (change, user) =>
        reviews.followUp(
          change,
          parseOrThrow(followUpSchema, req.body, acceptedByChangeField),
          user,
        ),
      ),
    );
  });

  router.post('/changes/:id/reject', json, async (req, res) => {
    res.json(
      await decide(req, 'change-reject', (change, user) => {
        const { comment } = parseOrThrow(
          rejectChangeSchema,
          req.body,
          acceptedByChangeField,
        );
        return reviews.reject(change, comment, user);
      }),
    );
  });

  router.post('/changes/:id/cancel', async (req, res) => {
    res.json(
      await decide(req, 'change-cancel', (change, user) =>
        reviews.cancel(change, user),
      ),
    );
  });

  return router;
}
