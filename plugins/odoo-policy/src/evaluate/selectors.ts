import type { LabelSelector } from '../policy/matchSchema';
import type { Labels } from './target';

/** Whether a selector has no requirement and so selects everything. */
export function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return (
    Object.keys(selector?.matchLabels ?? {}).length === 0 &&
    (selector?.matchExpressions ?? []).length === 0
  );
}

/** metav1.LabelSelectorAsSelector: all requirements hold. */
export function selects(
  selector: LabelSelector | undefined,
  labels: Labels,
): boolean {
  const exact = Object.entries(selector?.matchLabels ?? {});
  if (!exact.every(([key, value]) => valueOf(labels, key) === value)) {
    return false;
  }
  return (selector?.matchExpressions ?? []).every(requirement => {
    const value = valueOf(labels, requirement.key);
    const listed =
      value !== undefined && (requirement.values ?? []).includes(value);
    switch (requirement.operator) {
      case 'In':
        return listed;
      case 'NotIn':
        return !listed;
      case 'Exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
