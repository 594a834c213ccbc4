/** A value that YAML and JSON can hold; `undefined` members are left out. */
export type ManifestValue =
  | string
  | number
  | boolean
  | ManifestValue[]
  | ManifestFields;

export interface ManifestFields {
  [field: string]: ManifestValue | undefined;
}

/** A Kubernetes object as plain data, written in the order in which it reads best. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  spec?: ManifestFields;
  [field: string]:
    | ManifestValue
    | Manifest['metadata']
    | ManifestFields
    | undefined;
}
