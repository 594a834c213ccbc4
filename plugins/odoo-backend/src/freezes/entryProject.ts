/** The Argo CD project that the entry of an environment names, `clusters/<cluster>/<tenant>-<stage>.yaml`; undefined: none. */
export const entryProject = (text: string | undefined): string | undefined =>
  /^ {2}project: (\S+)$/m.exec(text ?? '')?.[1];
