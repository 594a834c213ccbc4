/** A rule that a file breaks; `line` counts from 1. */
export interface Problem {
  line?: number;
  message: string;
}

/** A document, or why it is none. */
export type Parsed<T> = { document: T } | { problems: readonly Problem[] };

export const broken = (message: string): { problems: readonly Problem[] } => ({
  problems: [{ message }],
});
