import { GateResult } from '../change/change';

export type Evidence = GateResult['evidence'][number];

/** What a gate says, without its name. */
export interface Judgement {
  verdict: 'pass' | 'fail' | 'blocked';
  summary: string;
  evidence: Evidence[];
}

/** What a line of evidence found, and in words what it takes when it is not a pass. */
type Finding = Evidence & { verdict: NonNullable<Evidence['verdict']> };

export const finding = (
  verdict: Finding['verdict'],
  title: string,
  detail: string,
  link?: string,
): Finding => ({ verdict, title, detail, ...(link && { link }) });

const VERDICTS = {
  fail: 'fail',
  error: 'blocked',
  pass: 'pass',
  note: 'pass',
} as const;

/** A failure is worse than what is not known, and what is not known never passes. */
export function judgementOf(
  findings: readonly Finding[],
  passed: string,
): Judgement {
  const open = (['fail', 'error'] as const)
    .map(verdict => findings.filter(one => one.verdict === verdict))
    .find(ones => ones.length > 0);
  return {
    verdict: open ? VERDICTS[open[0].verdict] : 'pass',
    summary: open
      ? open.map(({ title, detail }) => `${title}: ${detail}`).join('; ')
      : passed,
    evidence: [...findings],
  };
}
