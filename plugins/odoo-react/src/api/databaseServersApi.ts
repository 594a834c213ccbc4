import {
  databaseServerDetailSchema,
  databaseServerListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Database servers that several environments share. */
export function createDatabaseServersApi(requester: Requester) {
  return {
    listDatabaseServers(signal?: AbortSignal) {
      return requester.json(['database-servers'], databaseServerListSchema, {
        signal,
      });
    },
    getDatabaseServer(name: string, signal?: AbortSignal) {
      return requester.json(
        ['database-servers', name],
        databaseServerDetailSchema,
        { signal },
      );
    },
  };
}
