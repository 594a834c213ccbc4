import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  configMap,
  FOLDER,
  followRepository,
} from '../testing/followRepository';
import { GitReader } from './gitReader';

describe('GitReader', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-git-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads the repository as git has it, from history and from a single commit', async () => {
    const { snapshots, cluster } = await followRepository(
      folder,
      { 'a.yaml': [configMap('a')], 'notes.txt': 'hello' },
      { 'a.yaml': undefined, 'b.yaml': [configMap('b')] },
    );
    expect(snapshots.map(({ files }) => [...files.keys()].sort())).toEqual([
      [`${FOLDER}/a.yaml`, `${FOLDER}/notes.txt`],
      [`${FOLDER}/b.yaml`, `${FOLDER}/notes.txt`],
    ]);
    const { reader } = cluster.feed;
    expect(await reader.head()).toBe(snapshots[1].commit);
    expect(await reader.snapshot(snapshots[1].commit)).toEqual(snapshots[1]);
    await expect(
      new GitReader(join(folder, 'gitops.git'), 'no-such').head(),
    ).rejects.toThrow('rev-parse');
  });
});
