import { releaseDocumentSchema } from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { filesIn, folderDigest, type GitOpsFeed } from '../controllers';

/** The image digests of `releases/` at the commit that clusters see now. */
export function releasedDigests(feed: GitOpsFeed): () => ReadonlySet<string> {
  let known: { state: string; digests: ReadonlySet<string> } | undefined;
  return () => {
    const { current } = feed;
    if (!current) return new Set();
    const paths = filesIn(current, 'releases');
    const state = folderDigest(current, paths);
    if (known?.state !== state) {
      const digests = paths.flatMap(path => {
        const text = feed.reader.text(current.files.get(path) ?? '');
        // A file that is no release names no image; whoever wrote it hears of it elsewhere.
        const release = releaseDocumentSchema.safeParse(parse(text));
        return release.success ? [release.data.spec.digest] : [];
      });
      known = { state, digests: new Set(digests) };
    }
    return known.digests;
  };
}
