import { FieldError } from '@plumbline/plugin-odoo-common';

/** What the server says is wrong with a field, wherever in the request it stands. */
export function fieldErrorOf(
  errors: readonly FieldError[] | undefined,
  name: string,
): string | undefined {
  const found = errors?.find(
    ({ path }) => path === name || path.endsWith(`.${name}`),
  );
  return found && `It ${found.message}. Accepted: ${found.accepted}.`;
}
