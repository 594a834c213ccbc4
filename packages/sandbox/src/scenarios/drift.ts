import { readFile, rm, writeFile } from 'node:fs/promises';
import {
  environmentNamespace,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { manifestsFolder } from '@plumbline/plugin-odoo-golden-path';
import { commitByHand, fileAtHead } from '../git';
import type { ClusterStore } from '../kubernetes';
import { replaceByHand, type World } from '../world';
import type { Scenario } from './scenario';

export interface DriftOptions {
  drift: World['scenarios']['drift'];
  repository: string;
  branch: string;
  stores: readonly ClusterStore[];
  /** Keeps the file as it was, for the way back. */
  savedFile: string;
}

/**
 * Somebody works around the portal: a commit of their own in the GitOps repository, and a Deployment replaced in
 * the cluster, which no sync can mend.
 */
export function drift(options: DriftOptions): Scenario {
  const { repository, branch, stores, savedFile } = options;
  const { environment, author, file, text, becomes } = options.drift;
  const name = formatEnvironmentRef(environment);
  const path = `${manifestsFolder(environment)}/${file}`;
  const edited = (before: string) => before.replaceAll(text, becomes);
  const commit = (message: string, content: string) =>
    commitByHand(repository, {
      branch,
      author,
      at: new Date(),
      message: `${message}\n`,
      files: new Map([[path, content]]),
    });
  const replace = async () => {
    for (const store of stores) replaceByHand(store, options.drift);
  };
  return {
    name: 'drift',
    title: `${author.name} edits ${name} past the portal, in Git and in the cluster`,
    async on() {
      const before = await fileAtHead(repository, branch, path);
      if (edited(before) === before) {
        throw new Error(`${path} has no ${text} that could be edited`);
      }
      await writeFile(savedFile, before);
      await commit('quick fix, will tell the others', edited(before));
      await replace();
    },
    async off() {
      const before = await readFile(savedFile, 'utf8');
      const { name: object, ...kind } = options.drift.replace;
      // What Git wants is created anew by the sync of the commit that follows.
      for (const store of stores) {
        store.delete(kind, environmentNamespace(environment), object);
      }
      const now = await fileAtHead(repository, branch, path);
      // A change of the portal has overwritten the edit: its file stays.
      if (now === edited(before)) await commit('take the fix back', before);
      await rm(savedFile);
    },
    // The commit is still there; the clusters were made from Git.
    resume: replace,
  };
}
