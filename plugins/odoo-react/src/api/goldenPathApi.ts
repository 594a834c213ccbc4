import {
  GoldenPathQuery,
  goldenPathListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** How the environments stand to the golden path. */
export function createGoldenPathApi(requester: Requester) {
  return {
    listGoldenPath(query: Partial<GoldenPathQuery>, signal?: AbortSignal) {
      return requester.json(['golden-path'], goldenPathListSchema, {
        query,
        signal,
      });
    },
  };
}
