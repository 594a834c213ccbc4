const SEGMENT = '[A-Za-z0-9._()-]+';

/** Whether text is the id of a resource of this type, such as `Microsoft.Storage/storageAccounts`. */
export function isResourceId(text: string, type: string): boolean {
  const pattern = `^/subscriptions/${SEGMENT}/resourceGroups/${SEGMENT}/providers/${type}/${SEGMENT}$`;
  return new RegExp(pattern, 'i').test(text);
}

/** Name of the resource at the end of an id, or the text itself when it is a bare name. */
export function resourceName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
