import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container, Pod, Volume } from '../controllers';
import type { ClusterStore } from '../kubernetes';

/** Contents of the files that a volume is made from; an empty one for anything else. */
function filesOf(
  { secret, configMap }: Volume,
  namespace: string | undefined,
  store: ClusterStore,
): [name: string, content: Buffer][] {
  const dataOf = (kind: string, name: string) =>
    Object.entries(
      (store.get({ group: '', kind }, namespace, name)?.data ?? {}) as Record<
        string,
        string
      >,
    );
  if (secret) {
    return dataOf('Secret', secret.secretName).map(([name, value]) => [
      name,
      Buffer.from(value, 'base64'),
    ]);
  }
  return configMap
    ? dataOf('ConfigMap', configMap.name).map(([name, value]) => [
        name,
        Buffer.from(value),
      ])
    : [];
}

const volumeFolder = (folder: string, name: string) =>
  join(folder, 'volumes', name);

/** Paths that a container knows lead to the pod's own volumes. */
export function withOwnPaths(
  text: string,
  folder: string,
  { volumeMounts = [] }: Container,
): string {
  if (volumeMounts.length === 0) return text;
  const paths = volumeMounts
    .map(({ mountPath }) => mountPath.replaceAll('.', '\\.'))
    .sort((one, other) => other.length - one.length);
  // In one pass: what a path became must not be taken for a path of the container.
  const known = new RegExp(
    `(?<![^\\s=])(${paths.join('|')})(?=[/\\s;]|$)`,
    'gm',
  );
  return text.replace(known, path => {
    const mount = volumeMounts.find(({ mountPath }) => mountPath === path);
    return mount ? volumeFolder(folder, mount.name) : path;
  });
}

/** Makes a folder for each volume of a pod, with paths in configuration as they are on this machine. */
export async function makeVolumes(
  folder: string,
  { spec, metadata }: Pod,
  store: ClusterStore,
): Promise<void> {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  for (const volume of spec.volumes ?? []) {
    const { name } = volume;
    const path = volumeFolder(folder, name);
    await mkdir(path, { recursive: true, mode: 0o700 });
    const reader = containers.find(({ volumeMounts }) =>
      volumeMounts?.some(mount => mount.name === name),
    );
    const files = filesOf(volume, metadata.namespace, store);
    for (const [file, content] of files) {
      const text =
        reader && volume.configMap
          ? withOwnPaths(content.toString(), folder, reader)
          : content;
      await writeFile(join(path, file), text, { mode: 0o600 });
    }
  }
}

/** What a container has for `/tmp`. */
export function temporaryFolder(
  folder: string,
  { volumeMounts = [] }: Container,
): string | undefined {
  const mount = volumeMounts.find(({ mountPath }) => mountPath === '/tmp');
  return mount && volumeFolder(folder, mount.name);
}
