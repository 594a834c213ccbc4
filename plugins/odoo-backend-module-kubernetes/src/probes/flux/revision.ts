/**
 * The commit that a revision of Flux names, without its branch: `main@sha1:5b1d…`, `sha1:5b1d…`, and `main/5b1d…` of
 * older releases (fluxcd.io/flux/components/source/gitrepositories, "Artifact"). The digest of an artifact is no
 * commit: it is returned as it is, and matches none.
 */
export function commitOf(revision: string | undefined): string | undefined {
  const commit = revision?.match(/(?:^|[@/])(?:sha1:)?([0-9a-f]{40})$/)?.[1];
  return commit ?? revision;
}

export function brief(revision: string | undefined): string {
  return commitOf(revision)?.slice(0, 8) ?? 'an unknown revision';
}
