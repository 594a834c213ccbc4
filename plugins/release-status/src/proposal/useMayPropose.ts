import { usePermission } from '@backstage/plugin-permission-react';
import { odooChangeProposePermission } from '@plumbline/plugin-odoo-common';

/** Why nothing can be proposed for this environment by this person; undefined: it can. The server decides, here as when the change is sent. */
export function useMayPropose(environment: string): string | undefined {
  const { allowed, loading, error } = usePermission({
    permission: odooChangeProposePermission,
    resourceRef: environment,
  });
  if (loading) return 'Asking what you may change.';
  if (error) {
    return `What you may change could not be asked (${error.message}): reload the page.`;
  }
  return allowed
    ? undefined
    : `You may not propose changes of ${environment}: ask its owner.`;
}
