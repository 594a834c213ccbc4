import { PullRequestCheck } from '@plumbline/plugin-odoo-common';
import { Evaluation } from './answers';

const OUTCOMES: Readonly<Record<string, PullRequestCheck['outcome']>> = {
  approved: 'passed',
  notApplicable: 'passed',
  rejected: 'failed',
  broken: 'failed',
};

function nameOf({ configuration }: Evaluation): string {
  const { settings, type } = configuration;
  const { displayName, statusGenre, statusName } = settings ?? {};
  const status = [statusGenre, statusName].filter(Boolean).join('/');
  return displayName || status || type?.displayName || 'Policy';
}

/**
 * The branch policies of a pull request as checks: a blocking one is required. What has no status that is known has
 * not passed.
 *
 * @param project - URL of the project, for links to builds
 */
export function judgePolicies(
  evaluations: readonly Evaluation[],
  project: string,
): PullRequestCheck[] {
  return evaluations
    .filter(
      ({ configuration: { isEnabled, isDeleted } }) => isEnabled && !isDeleted,
    )
    .map(evaluation => {
      const { status = '', configuration, context } = evaluation;
      const build = context?.buildId;
      return {
        name: nameOf(evaluation),
        outcome: OUTCOMES[status] ?? 'pending',
        ...(build && { url: `${project}/_build/results?buildId=${build}` }),
        required: configuration.isBlocking,
      };
    });
}
