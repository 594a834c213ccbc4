/** Whose recovery: of one tenant, or of everything that runs in a region. */
export type Subject = { tenant: string } | { region: string };

/** As the URL names it; a tenant goes before a region. */
export function readSubject(parameters: URLSearchParams): Subject | undefined {
  const tenant = parameters.get('tenant')?.trim();
  if (tenant) return { tenant };
  const region = parameters.get('region')?.trim();
  return region ? { region } : undefined;
}
