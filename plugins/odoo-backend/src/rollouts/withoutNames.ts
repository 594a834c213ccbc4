const HIDDEN = 'It concerns an environment that you may not read';

/** What is said of environments that the caller may not read gives away neither their names nor how they do. */
export function withoutNames(text: string, hidden: readonly string[]): string {
  return hidden.some(environment => text.includes(environment)) ? HIDDEN : text;
}
