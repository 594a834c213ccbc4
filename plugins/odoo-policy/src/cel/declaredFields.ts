import { EngineNode, isEngineNode, writtenNodes } from './engineAst';
import { CelCompileError } from './errors';

/** Fields by name; a leaf may have any below it. */
interface Fields {
  readonly [name: string]: Fields | true;
}

const GROUP_VERSION_KIND: Fields = { group: true, version: true, kind: true };
const GROUP_VERSION_RESOURCE: Fields = {
  group: true,
  version: true,
  resource: true,
};

/** What the API server declares with a type: BuildRequestType and BuildNamespaceType in k8s.io/apiserver/pkg/admission/plugin/cel. */
const DECLARED: Fields = {
  request: {
    kind: GROUP_VERSION_KIND,
    resource: GROUP_VERSION_RESOURCE,
    subResource: true,
    requestKind: GROUP_VERSION_KIND,
    requestResource: GROUP_VERSION_RESOURCE,
    requestSubResource: true,
    name: true,
    namespace: true,
    operation: true,
    userInfo: { username: true, uid: true, groups: true, extra: true },
    dryRun: true,
    options: true,
  },
  namespaceObject: {
    metadata: {
      name: true,
      generateName: true,
      namespace: true,
      labels: true,
      annotations: true,
      UID: true,
      creationTimestamp: true,
      deletionGracePeriodSeconds: true,
      deletionTimestamp: true,
      generation: true,
      resourceVersion: true,
      finalizers: true,
    },
    spec: { finalizers: true },
    status: { conditions: true, phase: true },
  },
};

/**
 * Refuses fields that `request` and `namespaceObject` do not have, as the API server does. Unlike objects they have a
 * type there; without it, `!has(request.subresource)` would hold here for ever.
 */
export function assertDeclaredFields(root: EngineNode): void {
  for (const node of writtenNodes(root)) fieldsOf(node);
}

/** The fields that a selection leads to, as far as they are declared. Throws CelCompileError. */
function fieldsOf(node: EngineNode): Fields | true {
  if (node.op === 'id') return memberOf(DECLARED, String(node.args)) ?? true;
  if (node.op !== '.' && node.op !== '.?') return true;
  const [base, name] = Array.isArray(node.args) ? node.args : [];
  if (!isEngineNode(base)) return true;
  const fields = fieldsOf(base);
  if (fields === true) return true;
  const selected = memberOf(fields, String(name));
  if (selected === undefined) {
    throw new CelCompileError(`undefined field '${name}'`);
  }
  return selected;
}

function memberOf(fields: Fields, name: string): Fields | true | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
