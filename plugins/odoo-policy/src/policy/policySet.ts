import type { AdmissionPolicy, PolicyBinding, PolicyParam } from './schema';

/** Something wrong with a policy file, as data. */
export interface PolicyFileError {
  file: string;
  line?: number;
  /** Where in the document, such as `spec.validations.0.expression`. */
  path?: string;
  message: string;
}

/** What the files of a policy folder hold. */
export interface PolicySet {
  policies: AdmissionPolicy[];
  bindings: PolicyBinding[];
  params: PolicyParam[];
  /** Where each policy's expressions stand, in the order of the files. */
  rules: PolicyRule[];
  /** A set with errors must not be trusted to be complete. */
  errors: PolicyFileError[];
}

/** An expression that decides, by the place that a person finds it at. */
export interface PolicyRule {
  policy: string;
  expression: string;
  file: string;
  line: number;
  /** Such as `spec.validations.0.expression`. */
  path: string;
}

/** A file of a policy folder: one or more YAML documents. */
export interface PolicyFile {
  file: string;
  content: string;
}
