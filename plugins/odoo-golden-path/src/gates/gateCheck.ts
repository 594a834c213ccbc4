import { GateResult } from '@plumbline/plugin-odoo-common';

type Evidence = GateResult['evidence'];

/** What a gate found, without the identity that the list of gates gives it. */
export interface GateCheck {
  verdict: 'pass' | 'fail';
  summary: string;
  evidence: Evidence;
}

/** One finding: a condition that must hold, with what was compared. */
export const finding = (
  title: string,
  holds: boolean,
  detail: string,
): Evidence[number] => ({ title, detail, verdict: holds ? 'pass' : 'fail' });

/** Something a reader should know that decides nothing. */
export const note = (title: string, detail: string): Evidence[number] => ({
  title,
  detail,
  verdict: 'note',
});

/** Fails when any finding does; the summary then names those. */
export function gateCheckOf(
  evidence: Evidence,
  passSummary: string,
): GateCheck {
  const failed = evidence.filter(({ verdict }) => verdict === 'fail');
  return failed.length === 0
    ? { verdict: 'pass', summary: passSummary, evidence }
    : {
        verdict: 'fail',
        summary: failed
          .map(({ title, detail }) => `${title}: ${detail}`)
          .join('; '),
        evidence,
      };
}
