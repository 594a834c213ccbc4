import { CelCostError } from './errors';

/**
 * Units that all expressions of one policy may spend on one object: as the
 * API server's limit per call (`PerCallLimit` in k8s.io/apiserver/pkg/apis/cel).
 */
export const COST_LIMIT = 1_000_000;

/**
 * Units that all policies may spend on all objects together. No cluster has
 * such a limit, as objects come one by one; here hundreds of evaluations that
 * just keep theirs would stand in the way of everybody else in the process.
 */
export const TOTAL_COST_LIMIT = 5_000_000;

/** Counts the work of an evaluation and stops it at the limit. */
export class CostMeter {
  readonly #limit: number;
  readonly #total: CostMeter | undefined;
  #spent = 0;

  /** @param total - is charged as well */
  constructor(limit: number = COST_LIMIT, total?: CostMeter) {
    this.#limit = limit;
    this.#total = total;
  }

  /** Throws as soon as the limit is exceeded, and at every call after that. */
  charge(units: number): void {
    this.#spent += units;
    this.#total?.charge(units);
    this.assertWithinLimit();
  }

  /**
   * `&&`, `||`, `all` and `exists` swallow errors of their operands, so what
   * they answer after the limit was hit must not be believed.
   */
  assertWithinLimit(): void {
    if (this.#spent > this.#limit) {
      throw new CelCostError(
        `evaluation was stopped: it costs more than ${this.#limit} units`,
      );
    }
    this.#total?.assertWithinLimit();
  }
}

const weights = new WeakMap<object, number>();

/** To weigh less again takes no longer than to remember it. */
const LEAST_REMEMBERED = 50;

/**
 * What touching a value costs: a tenth of a string's length, and every node
 * below a collection. Weights are remembered, as values never change.
 */
export function weightOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return weigh(value);
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = weigh(value);
  if (weight >= LEAST_REMEMBERED) weights.set(value, weight);
  return weight;
}

function weigh(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.ceil(value.length / 10);
  if (typeof value !== 'object' || value === null) return 1;
  let weight = 1;
  if (Array.isArray(value)) {
    for (const item of value) weight += weigh(item);
  } else if (value instanceof Map) {
    for (const item of value.values()) weight += weigh(item);
  }
  return weight;
}

/** RE2 takes no pattern that repeats more often than this, nested repeats multiplied. */
const MOST_REPEATS = 1000;

/**
 * What a pattern costs for each character that it looks at, and to compile:
 * as much as the program that it becomes, which a repeat such as `{500}`
 * makes longer than the pattern.
 */
export function weightOfPattern(pattern: string): number {
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce(
    (product, [, least, most]) =>
      Math.min(MOST_REPEATS, product * Math.max(1, Number(most || least))),
    1,
  );
  return weightOf(pattern) * repeats;
}
