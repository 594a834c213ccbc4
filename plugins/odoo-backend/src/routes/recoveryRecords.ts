import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { recoveryStatementSchema } from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { RecoveryRecords } from '../recovery';
import { acceptedByStatement } from './accepted';
import { audited } from './audited';
import { deciderCredentials } from './credentials';
import { jsonBody } from './jsonBody';
import { parseOrThrow } from './parse';

export interface RecoveryRecordsRouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  records: RecoveryRecords;
}

/** What people state about recovery, and what a second person says of it: of people alone. */
export function createRecoveryRecordsRouter(
  options: RecoveryRecordsRouterOptions,
): ExpressRouter {
  const { httpAuth, auditor, records } = options;
  const router = Router();

  router.post(
    '/recovery/:tenant/:stage/records',
    jsonBody(),
    async (req, res) => {
      const environment = `${req.params.tenant}/${req.params.stage}`;
      const event = {
        eventId: 'recovery-record-state',
        request: req,
        meta: { environment },
      };
      const record = await audited(
        auditor,
        event,
        async () => {
          const credentials = await deciderCredentials(httpAuth, req);
          const statement = parseOrThrow(
            recoveryStatementSchema,
            req.body,
            acceptedByStatement,
          );
          return records.state(environment, statement, credentials);
        },
        ({ id, statement }) => ({ record: id, kind: statement.kind }),
      );
      res.status(201).json(record);
    },
  );

  for (const action of ['confirm', 'withdraw'] as const) {
    router.post(`/recovery/records/:id/${action}`, async (req, res) => {
      const record = req.params.id;
      const event = {
        eventId: `recovery-record-${action}`,
        request: req,
        severityLevel: 'high' as const,
        meta: { record },
      };
      res.json(
        await audited(
          auditor,
          event,
          async () =>
            records.decide(
              record,
              action,
              await deciderCredentials(httpAuth, req),
            ),
          ({ environment, statement }) => ({
            environment,
            kind: statement.kind,
          }),
        ),
      );
    });
  }

  return router;
}
