import { InputError } from '@backstage/errors';

/** Only object ids reach git, so no argument can be taken for an option or another revision. */
export function objectId(value: string): string {
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value)) {
    throw new InputError(`Not a commit id: ${JSON.stringify(value)}`);
  }
  return value;
}
