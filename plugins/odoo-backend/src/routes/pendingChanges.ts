/** The change that is on its way, by environment: change control knows. */
export interface PendingChanges {
  /** Ids by `<tenant>/<stage>`, of those that have one; one statement, whatever the number. */
  of(refs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
