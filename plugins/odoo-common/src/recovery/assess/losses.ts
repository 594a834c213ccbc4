import { z } from 'zod';
import { TermResult, lossSchema } from '../assessment';
import { Cap } from './caps';
import { TermValue } from './Judged';

type Loss = z.infer<typeof lossSchema>;

const LARGEST = 3;

/**
 * The largest losses, each with the action that regains it. A cap costs what lies between it and the score that
 * the terms alone would give; what one action regains is counted once.
 */
export function lossesOf(
  terms: readonly { result: TermResult; value: TermValue }[],
  caps: readonly Cap[],
): Loss[] {
  const total = terms.reduce((sum, { result }) => sum + result.weight, 0);
  const uncapped = terms.reduce(
    (sum, { result }) => sum + (100 * result.weight * result.value) / total,
    0,
  );
  const candidates: Loss[] = [
    ...caps.map(({ cap, reason, action }) => ({
      points: uncapped - cap,
      what: reason,
      action,
    })),
    ...terms
      .filter(({ result }) => result.state !== 'exempted')
      .map(({ result, value }) => ({
        points: (100 * result.weight * (1 - result.value)) / total,
        what: value.summary,
        action: value.action,
      })),
  ];
  const byAction = new Map<string, Loss>();
  for (const loss of candidates) {
    if (Math.round(loss.points) <= 0) continue;
    const known = byAction.get(loss.action);
    if (!known || known.points < loss.points) byAction.set(loss.action, loss);
  }
  return [...byAction.values()]
    .sort((a, b) => b.points - a.points)
    .slice(0, LARGEST)
    .map(loss => ({ ...loss, points: Math.round(loss.points) }));
}
