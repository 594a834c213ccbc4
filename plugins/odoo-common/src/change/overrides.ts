import { momentInWords } from '../recovery/words';
import {
  GateResult,
  OVERRIDABLE_GATES,
  OverridableGate,
  Override,
} from './change';
import { machineGatesOf, openMachineGates } from './gates';
import type { ChangeLife } from './life';
import { isFinal } from './states';

/** An override ends by itself: whoever gives it cannot open a gate for good. */
export const OVERRIDE_MAX_MS = 7 * 24 * 60 * 60 * 1000;

/** What is wrong with the end of an override, in words; undefined: nothing. */
export function untilProblem(until: string, now: Date): string | undefined {
  const left = Date.parse(until) - now.getTime();
  if (left <= 0) return 'an override ends in the future';
  return left > OVERRIDE_MAX_MS
    ? 'an override ends within 7 days at the latest'
    : undefined;
}

/** Title of the evidence that an override is not enough. */
const UNCOVERED = 'Override does not cover it';

/** What is not passed of a gate, in words: whoever overrides it answers for these, and for nothing that comes later. */
export function openFindings({ evidence, summary }: GateResult): string[] {
  const open = evidence.filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'error',
  );
  return open.length > 0
    ? open.map(({ title, detail }) => (detail ? `${title}: ${detail}` : title))
    : [summary];
}

/** What the gate says that the override's giver did not see. */
const unseenBy = ({ saw = [] }: Override, gate: GateResult) =>
  openFindings(gate).filter(found => !saw.includes(found));

/** Those of a gate that are valid, of the content as it is, not over, and never an author's. */
function givenFor(
  life: Pick<ChangeLife, 'overrides' | 'authors' | 'contentHash'>,
  gate: string,
  now: Date,
): Override[] {
  return life.overrides.filter(
    override =>
      override.gate === gate &&
      override.valid &&
      override.contentHash === life.contentHash &&
      !life.authors.includes(override.by) &&
      Date.parse(override.until) > now.getTime(),
  );
}

/** The override that counts for a gate now: its giver has seen everything that the gate says by now. */
export function countingOverride(
  life: Pick<ChangeLife, 'overrides' | 'authors' | 'contentHash'>,
  gate: GateResult,
  now: Date,
): Override | undefined {
  return givenFor(life, gate.id, now).find(
    override => unseenBy(override, gate).length === 0,
  );
}

export const overrideInWords = ({ by, until, reason }: Override) =>
  `Overridden by ${by} until ${momentInWords(until)}: ${reason}`;

/** The gates with what overrides make of them now; one whose override is over says again what the machine says. */
export function withOverrides(life: ChangeLife, now: Date): GateResult[] {
  return life.gates.map(asJudged).map(gate => {
    const { verdict, summary } = gate;
    if (verdict !== 'fail' && verdict !== 'blocked') return gate;
    const override = countingOverride(life, gate, now);
    return override
      ? {
          ...gate,
          verdict: 'overridden',
          summary: overrideInWords(override),
          judged: { verdict, summary },
        }
      : {
          ...gate,
          evidence: [...gate.evidence, ...uncovered(life, gate, now)],
        };
  });
}

/** Why the overrides that were given do not open the gate. */
function uncovered(
  life: ChangeLife,
  gate: GateResult,
  now: Date,
): GateResult['evidence'] {
  return givenFor(life, gate.id, now).map(override => ({
    title: UNCOVERED,
    detail: `${override.by} did not see: ${unseenBy(override, gate).join(
      '; ',
    )}`,
    verdict: 'note',
  }));
}

/**
 * What the machine itself said. Nobody but `withOverrides` says `overridden`: without a verdict of the machine behind
 * it, it says nothing.
 */
export function asJudged({ judged, ...result }: GateResult): GateResult {
  const evidence = result.evidence.filter(({ title }) => title !== UNCOVERED);
  const gate = { ...result, evidence };
  if (gate.verdict !== 'overridden') return gate;
  return judged
    ? { ...gate, ...judged }
    : { ...gate, verdict: 'blocked', summary: 'Not evaluated' };
}

/** The gates in the way now that somebody could override. */
export function overridableNow(life: ChangeLife, now: Date): OverridableGate[] {
  if (isFinal(life.state)) return [];
  const open = openMachineGates(withOverrides(life, now), life.kind);
  return OVERRIDABLE_GATES.filter(
    gate =>
      (machineGatesOf(life.kind) as readonly string[]).includes(gate) &&
      // One that was not evaluated has not said what there would be to override.
      life.gates.some(({ id }) => id === gate) &&
      open.some(({ id }) => id === gate),
  );
}

/** Overrides of which nobody has said what was done about them. */
export const owedFollowUps = ({
  overrides,
}: Pick<ChangeLife, 'overrides'>): Override[] =>
  overrides.filter(({ followUp }) => followUp === undefined);
