import { FetchApi } from '@backstage/core-plugin-api';
import { dryRun } from './dryRun';
import { Draft } from './proposalOf';
import { shareFor } from './shareFor';

/** The registry moves on: an answer is not reused for longer than a page takes to validate. */
const REUSED_FOR_MS = 5_000;

/** Every field of a page validates on its own; they share one dry run when the parameters are the same. */
export const sharedDryRun = shareFor(
  REUSED_FOR_MS,
  (fetchApi: FetchApi, draft: Draft) => dryRun(fetchApi, draft),
);
