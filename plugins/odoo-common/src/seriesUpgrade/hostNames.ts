const OLD = 'old.';
const NEW = 'new.';

/** Under these names the stopped old one keeps itself reachable for whoever looks after it. */
export const oldNames = (names: readonly string[]): string[] =>
  names.map(name => (name.startsWith(OLD) ? name : `${OLD}${name}`));

/** Under these the clone that is given up; what it has as a clone already stays. */
export const newNames = (names: readonly string[]): string[] =>
  names.map(name => (name.startsWith(NEW) ? name : `${NEW}${name}`));

/** The names that people know. */
export const knownNames = (names: readonly string[]): string[] =>
  names.map(name => (name.startsWith(OLD) ? name.slice(OLD.length) : name));

/** Whether none of them is one that people know. */
export const areOldNames = (names: readonly string[]): boolean =>
  names.every(name => name.startsWith(OLD));
