import { textAt } from '../json';
import type { ResourceKind } from '../kinds';
import { badRequest } from '../statusError';
import type { StoredObject } from '../store';
import { fromStored } from '../store/storedObject';

interface Term {
  field: string;
  equal: boolean;
  value: string;
}

/** Field labels whose path in the object differs from their name. */
const PATHS: Record<string, string> = { source: 'source.component' };

function parseTerm(text: string): Term {
  const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(text);
  if (!match) throw badRequest(`invalid selector: ${JSON.stringify(text)}`);
  return { field: match[1], equal: match[2] !== '!=', value: match[3] };
}

function matchesTerm(stored: StoredObject, term: Term): boolean {
  let value: string;
  if (term.field === 'metadata.name') value = stored.name;
  else if (term.field === 'metadata.namespace') value = stored.namespace ?? '';
  else {
    const path = PATHS[term.field] ?? term.field;
    value = textAt(fromStored(stored), path.split('.'));
  }
  return (value === term.value) === term.equal;
}

/**
 * Parses `metadata.name=x,status.phase!=Running` for a kind. Fails with BadRequest (400) on
 * a field that the kind does not index, as a cluster does.
 */
export function parseFieldSelector(
  kind: ResourceKind,
  selector: string,
): (stored: StoredObject) => boolean {
  const terms = selector.split(',').filter(Boolean).map(parseTerm);
  const known = ['metadata.name', ...(kind.fieldLabels ?? [])];
  if (kind.namespaced) known.push('metadata.namespace');
  const unknown = terms.find(term => !known.includes(term.field));
  if (unknown) {
    throw badRequest(`field label not supported: ${unknown.field}`);
  }
  return stored => terms.every(term => matchesTerm(stored, term));
}
