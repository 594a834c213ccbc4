import { SourceProblem } from '@plumbline/plugin-odoo-common';
import { BadgeProps, formatCount } from '@plumbline/plugin-odoo-react';

/** What is not installed is a fact about the source, not a fault; the rest hides something. */
export const PROBLEM_PRESENTATIONS: Record<SourceProblem['kind'], BadgeProps> =
  {
    failed: { shape: 'cross', tone: 'critical', word: 'failed' },
    'no-permission': {
      shape: 'barrier',
      tone: 'degraded',
      word: 'no permission',
    },
    skipped: { shape: 'dash', tone: 'degraded', word: 'skipped' },
    'not-installed': {
      shape: 'dashed-square',
      tone: 'unknown',
      word: 'not installed',
    },
  };

const KINDS = Object.keys(PROBLEM_PRESENTATIONS) as SourceProblem['kind'][];

export interface ProblemGroup {
  kind: SourceProblem['kind'];
  problems: SourceProblem[];
}

/** The problems by their kind, the worst first. */
export function groupProblems(
  problems: readonly SourceProblem[],
): ProblemGroup[] {
  return KINDS.map(kind => ({
    kind,
    problems: problems.filter(problem => problem.kind === kind),
  })).filter(group => group.problems.length > 0);
}

/** A problem counts as one unless it says how many it stands for. */
export const countOf = (problems: readonly SourceProblem[]) =>
  problems.reduce((sum, { count = 1 }) => sum + count, 0);

/** `3 objects skipped`: objects that were malformed while the others were read. */
export function describeSkipped(problems: readonly SourceProblem[]): string {
  const count = countOf(problems.filter(({ kind }) => kind === 'skipped'));
  return count === 0 ? '' : `${formatCount(count, 'object')} skipped`;
}
