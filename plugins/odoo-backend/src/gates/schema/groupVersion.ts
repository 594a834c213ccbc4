/** `apps/v1` -> group `apps`, version `v1`; `v1` -> the core group, written as empty text. */
export function groupVersion(apiVersion: string) {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}
