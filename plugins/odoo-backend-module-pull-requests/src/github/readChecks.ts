import { HostClient, HostRefusal } from '@plumbline/plugin-odoo-node';
import { PullRequestCheck } from '@plumbline/plugin-odoo-common';
import {
  branchSchema,
  checkRunsSchema,
  rulesSchema,
  statusesSchema,
} from './answers';
import { RequiredCheck, judgeChecks } from './judgeChecks';

const PAGE = 100;
/** A commit with more reports than this is not judged: what was left out might be the one that failed. */
const MAX_PAGES = 10;

/** -1 stands for any app. */
const check = (context: string, app: number | null | undefined) => ({
  context,
  ...(app && app > 0 ? { app } : {}),
});

/** What a branch requires and what was reported on a commit. */
export async function readChecks(
  client: HostClient,
  repository: readonly string[],
  { branch, commit }: { branch: string; commit: string },
): Promise<PullRequestCheck[]> {
  const required = await requiredOf(client, repository, branch);
  const runs = await allPages(async page => {
    const { check_runs: found } = await client.ask({
      path: [...repository, 'commits', commit, 'check-runs'],
      query: { filter: 'latest', per_page: PAGE, page },
      answer: checkRunsSchema,
    });
    return found;
  });
  const statuses = await allPages(async page => {
    const { statuses: found } = await client.ask({
      path: [...repository, 'commits', commit, 'status'],
      query: { per_page: PAGE, page },
      answer: statusesSchema,
    });
    return found;
  });
  return judgeChecks(required, { runs, statuses });
}

/** By classic branch protection and by rulesets, each once. */
async function requiredOf(
  client: HostClient,
  repository: readonly string[],
  branch: string,
): Promise<RequiredCheck[]> {
  const { protection } = await client.ask({
    path: [...repository, 'branches', branch],
    answer: branchSchema,
  });
  const classic = protection?.required_status_checks;
  const enforced = classic && classic.enforcement_level !== 'off';
  const rules = await allPages(page =>
    rulesOf(client, repository, branch, page),
  );
  const required: RequiredCheck[] = [
    ...(enforced
      ? classic.checks.map(({ context, app_id: app }) => check(context, app))
      : []),
    ...rules.flatMap(({ type, parameters }) =>
      type === 'required_status_checks'
        ? (parameters?.required_status_checks ?? []).map(
            ({ context, integration_id: app }) => check(context, app),
          )
        : [],
    ),
  ];
  const named = new Set(required.map(({ context }) => context));
  const rest = enforced
    ? classic.contexts.filter(name => !named.has(name))
    : [];
  return [
    ...new Map(
      [...required, ...rest.map(context => ({ context }))].map(each => [
        JSON.stringify(each),
        each,
      ]),
    ).values(),
  ];
}

async function rulesOf(
  client: HostClient,
  repository: readonly string[],
  branch: string,
  page: number,
) {
  try {
    return await client.ask({
      path: [...repository, 'rules', 'branches', branch],
      query: { per_page: PAGE, page },
      answer: rulesSchema,
    });
  } catch (error) {
    // A GitHub Enterprise Server from before rulesets has no such page.
    if (error instanceof HostRefusal && error.status === 404) return [];
    throw error;
  }
}

async function allPages<T>(read: (page: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const found = await read(page);
    all.push(...found);
    if (found.length < PAGE) return all;
  }
  throw new RangeError(`More than ${MAX_PAGES * PAGE} entries at GitHub`);
}
