/** What ails pods at the moment, beyond what the world has planned for them. */
export class Ailments {
  /** `<namespace>/<pod>` of database instances that stream too far behind their primary. */
  readonly lagging = new Set<string>();
  /** Whether the release with the conflict meets it. */
  moduleConflict = false;
}
