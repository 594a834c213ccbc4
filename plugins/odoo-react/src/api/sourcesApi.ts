import { Source, sourceListSchema } from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Where observations come from, and asking for them anew. */
export function createSourcesApi(requester: Requester) {
  return {
    listSources(signal?: AbortSignal) {
      return requester.json(['sources'], sourceListSchema, { signal });
    },
    /** Starts a collection; the answer comes before it has ended. */
    refreshSource({ collector, scope }: Pick<Source, 'collector' | 'scope'>) {
      return requester.send(['sources', collector, scope, 'refresh'], {
        method: 'POST',
      });
    },
  };
}
