import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Platform } from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { ReadFreezes } from './freezes';
import { Observe } from './observe';
import { createAcknowledgementsRouter } from './routes/acknowledgements';
import { createCalendarRouter } from './routes/calendar';
import { createCalendarWindowsRouter } from './routes/calendarWindows';
import { createChoicesRouter } from './routes/choices';
import { createComingEventsRouter } from './routes/comingEvents';
import { createDatabaseServersRouter } from './routes/databaseServers';
import { createDriftRouter } from './routes/drift';
import { createEnvironmentsRouter } from './routes/environments';
import { createFreezesRouter } from './routes/freezes';
import { createGoldenPathRouter } from './routes/goldenPath';
import { createHistoryRouter } from './routes/history';
import { createIncidentsRouter } from './routes/incidents';
import { PendingChanges } from './routes/pendingChanges';
import { PastEnvironments } from './routes/readableEnvironment';
import { createRecoveryRouter } from './routes/recovery';
import { createRecoveryRecordsRouter } from './routes/recoveryRecords';
import { createReleasesRouter } from './routes/releases';
import { createSourcesRouter } from './routes/sources';
import { createSyncWindowsRouter } from './routes/syncWindows';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  platform: Platform;
  observe: Observe;
  pendingChanges: PendingChanges;
  past: PastEnvironments;
  freezes: ReadFreezes;
  /** The routes of the change half. */
  changes: readonly ExpressRouter[];
}

/** Everything under `/api/odoo`. */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { observe, changes, ...services } = options;
  const router = Router();
  router.use(
    createEnvironmentsRouter({ ...services, ...observe }),
    createHistoryRouter({ ...services, ...observe }),
    createIncidentsRouter({ ...services, ...observe }),
    createAcknowledgementsRouter({ ...services, ...observe }),
    createRecoveryRecordsRouter({ ...services, ...observe }),
    createRecoveryRouter({ ...services, ...observe }),
    createSourcesRouter({ ...services, ...observe }),
    createGoldenPathRouter({ ...services, ...observe }),
    createDriftRouter({ ...services, ...observe }),
    createCalendarRouter({ ...services, ...observe }),
    createCalendarWindowsRouter({ ...services, ...observe }),
    createComingEventsRouter({ ...services, ...observe }),
    createFreezesRouter({ ...services, ...observe }),
    createSyncWindowsRouter({ ...services, ...observe }),
    createDatabaseServersRouter({ ...services, ...observe }),
    createReleasesRouter({ ...services, ...observe }),
    createChoicesRouter({ ...services, ...observe }),
    ...changes,
  );
  return router;
}
