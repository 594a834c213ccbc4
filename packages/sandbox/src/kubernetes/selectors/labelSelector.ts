import { badRequest } from '../statusError';

/** True when an object with these labels is selected. */
export type LabelMatcher = (
  labels: Readonly<Record<string, string>>,
) => boolean;

/** True when every wanted label has its value. */
export function matchesLabels(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

const KEY = '[A-Za-z0-9][-A-Za-z0-9_./]*';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^)]*)\\)$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

function requirement(text: string): LabelMatcher {
  const set = SET.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return operator === 'in'
      ? labels => key in labels && values.includes(labels[key])
      : labels => !(key in labels) || !values.includes(labels[key]);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const existence = EXISTENCE.exec(text);
  if (existence) {
    const [, not, key] = existence;
    return not ? labels => !(key in labels) : labels => key in labels;
  }
  throw badRequest(
    `unable to parse requirement: found ${JSON.stringify(
      text,
    )}, expected a label selector`,
  );
}

/**
 * Parses `a=b,c!=d,e in (f,g),h notin (i),j,!k`. Fails with BadRequest (400).
 * Source: Kubernetes documentation, "Labels and Selectors".
 */
export function parseLabelSelector(selector: string): LabelMatcher {
  const text = selector.trim();
  if (!text) return () => true;
  // Commas inside the parentheses of a set belong to the set.
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  const matchers = parts.map(requirement);
  return labels => matchers.every(matches => matches(labels));
}
