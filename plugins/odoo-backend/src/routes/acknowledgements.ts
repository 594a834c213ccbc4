import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import {
  ACKNOWLEDGEMENT_MAX_DAYS,
  acknowledgeSchema,
  odooHealthAcknowledgePermission,
} from '@plumbline/plugin-odoo-common';
import { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { AcknowledgementStore } from '../acknowledgements';
import { Signals } from '../notify';
import { EnvironmentAccess } from '../permissions';
import { acceptedByAcknowledge } from './accepted';
import { audited } from './audited';
import { deciderCredentials } from './credentials';
import { jsonBody } from './jsonBody';
import { fieldErrors, parseOrThrow } from './parse';

const DAY_MS = 24 * 60 * 60 * 1000;
const PATH = '/environments/:tenant/:stage/acknowledgements';

export interface AcknowledgementsRouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  access: EnvironmentAccess;
  acknowledgements: AcknowledgementStore;
  signals: Pick<Signals, 'tell'>;
}

/** What people say about the state of an environment: of people alone. */
export function createAcknowledgementsRouter(
  options: AcknowledgementsRouterOptions,
): ExpressRouter {
  const { httpAuth, auditor, access, acknowledgements, signals } = options;
  const router = Router();

  async function allowed(req: Request, environment: string) {
    const credentials = await deciderCredentials(httpAuth, req);
    await access.authorize(
      odooHealthAcknowledgePermission,
      environment,
      credentials,
    );
    return credentials.principal.userEntityRef;
  }

  router.post(PATH, jsonBody(), async (req, res) => {
    const environment = `${req.params.tenant}/${req.params.stage}`;
    const event = {
      eventId: 'health-acknowledge',
      request: req,
      meta: { environment },
    };
    const acknowledgement = await audited(
      auditor,
      event,
      async () => {
        const by = await allowed(req, environment);
        const now = new Date();
        return acknowledgements.add(environment, parse(req.body, now), {
          by,
          now,
        });
      },
      ({ id, kind, probe, reason, until }) => ({
        acknowledgement: id,
        kind,
        probe: probe ?? null,
        reason,
        until,
      }),
    );
    signals.tell('verdicts');
    res.status(201).json(acknowledgement);
  });

  router.delete(`${PATH}/:id`, async (req, res) => {
    const { id } = req.params;
    const environment = `${req.params.tenant}/${req.params.stage}`;
    const event = {
      eventId: 'health-acknowledgement-withdraw',
      request: req,
      meta: { environment, acknowledgement: id },
    };
    await audited(auditor, event, async () => {
      await allowed(req, environment);
      await acknowledgements.withdraw(environment, id, new Date());
    });
    signals.tell('verdicts');
    res.status(204).end();
  });

  return router;
}

/** Fails with `fieldErrors`. */
function parse(body: unknown, now: Date) {
  const input = parseOrThrow(acknowledgeSchema, body, acceptedByAcknowledge);
  const ahead = Date.parse(input.until) - now.getTime();
  if (ahead <= 0 || ahead > ACKNOWLEDGEMENT_MAX_DAYS * DAY_MS) {
    throw fieldErrors([
      {
        path: 'until',
        message: ahead <= 0 ? 'lies in the past' : 'lies too far ahead',
        accepted: acceptedByAcknowledge('until') ?? '',
      },
    ]);
  }
  return input;
}
