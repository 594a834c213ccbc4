/** How the bytes of one field are read. */
export type FieldType =
  | 'string'
  | 'base64'
  | 'number'
  | 'flag'
  | 'stringMap'
  | 'base64Map'
  | Message;

/** The fields of a message by number. */
export interface Message {
  [field: number]: { name: string; type: FieldType; repeated?: boolean };
}

const objectMeta: Message = {
  1: { name: 'name', type: 'string' },
  2: { name: 'generateName', type: 'string' },
  3: { name: 'namespace', type: 'string' },
  5: { name: 'uid', type: 'string' },
  6: { name: 'resourceVersion', type: 'string' },
  11: { name: 'labels', type: 'stringMap' },
  12: { name: 'annotations', type: 'stringMap' },
  14: { name: 'finalizers', type: 'string', repeated: true },
};

const metadata = { name: 'metadata', type: objectMeta };

const resourceAttributes: Message = {
  1: { name: 'namespace', type: 'string' },
  2: { name: 'verb', type: 'string' },
  3: { name: 'group', type: 'string' },
  4: { name: 'version', type: 'string' },
  5: { name: 'resource', type: 'string' },
  6: { name: 'subresource', type: 'string' },
  7: { name: 'name', type: 'string' },
};

const nonResourceAttributes: Message = {
  1: { name: 'path', type: 'string' },
  2: { name: 'verb', type: 'string' },
};

/** Envelope of every Kubernetes protobuf body (`k8s.io.apimachinery.pkg.runtime.Unknown`). */
export const envelope: Message = {
  1: {
    name: 'typeMeta',
    type: {
      1: { name: 'apiVersion', type: 'string' },
      2: { name: 'kind', type: 'string' },
    },
  },
  2: { name: 'raw', type: 'base64' },
};

/**
 * The kinds that kubectl sends as protobuf without falling back to JSON and that a sandbox
 * user meets (field numbers: `generated.proto` of k8s.io/api).
 */
export const messages: Record<string, Message> = {
  Namespace: { 1: metadata },
  ConfigMap: {
    1: metadata,
    2: { name: 'data', type: 'stringMap' },
    3: { name: 'binaryData', type: 'base64Map' },
    4: { name: 'immutable', type: 'flag' },
  },
  Secret: {
    1: metadata,
    2: { name: 'data', type: 'base64Map' },
    3: { name: 'type', type: 'string' },
    4: { name: 'stringData', type: 'stringMap' },
    5: { name: 'immutable', type: 'flag' },
  },
  ServiceAccount: { 1: metadata },
  SelfSubjectAccessReview: {
    1: metadata,
    2: {
      name: 'spec',
      type: {
        1: { name: 'resourceAttributes', type: resourceAttributes },
        2: { name: 'nonResourceAttributes', type: nonResourceAttributes },
      },
    },
  },
  SelfSubjectRulesReview: {
    1: metadata,
    2: { name: 'spec', type: { 1: { name: 'namespace', type: 'string' } } },
  },
  SelfSubjectReview: { 1: metadata },
  DeleteOptions: {
    1: { name: 'gracePeriodSeconds', type: 'number' },
    2: {
      name: 'preconditions',
      type: {
        1: { name: 'uid', type: 'string' },
        2: { name: 'resourceVersion', type: 'string' },
      },
    },
    3: { name: 'orphanDependents', type: 'flag' },
    4: { name: 'propagationPolicy', type: 'string' },
    5: { name: 'dryRun', type: 'string', repeated: true },
  },
};
