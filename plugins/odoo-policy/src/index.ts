export { parsePolicyFiles } from './policy/parsePolicyFiles';
export {
  MANIFEST_FILE,
  readYamlDocuments,
  type YamlDocument,
} from './policy/yaml';
export type {
  PolicyFile,
  PolicyFileError,
  PolicyRule,
  PolicySet,
} from './policy/policySet';
export { POLICY_API_VERSION } from './policy/schema';
export type {
  AdmissionPolicy,
  PolicyBinding,
  PolicyParam,
} from './policy/schema';
export { explain } from './policy/rules';
export { evaluatePolicies } from './evaluate/evaluatePolicies';
export type { Resource, ResourceMapping } from './evaluate/resources';
export type {
  ObjectChange,
  Operation,
  PolicyEvaluation,
  PolicyResult,
  PolicyVerdict,
  PolicyWarning,
} from './evaluate/types';
