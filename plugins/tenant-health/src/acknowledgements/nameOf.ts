import { parseEntityRef } from '@backstage/catalog-model';

/** `user:default/anna` is anna where there is no room for a link; whoever is no entity, as they are written. */
export function nameOf(person: string): string {
  return person.includes(':') ? parseEntityRef(person).name : person;
}
