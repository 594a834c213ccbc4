import { Document, Scalar, visit } from 'yaml';

/**
 * Strings that some YAML reader takes for another type. Kubernetes tools read YAML 1.1 (`no`,
 * `on`, `1_000`, `=`), the portal reads 1.2 (`0o17`, `1e3`): such strings are quoted, so that a
 * tenant called `no` stays a string for both.
 */
const AMBIGUOUS =
  /^(?:[-+.\d~=<].*|e[-+]?\d+|y|n|yes|no|on|off|true|false|null)$/is;

/** Writes plain data as YAML: the same data, the same bytes. `heading` becomes a comment. */
export function toYaml(value: object, heading?: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && AMBIGUOUS.test(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  if (heading) document.commentBefore = ` ${heading}`;
  return document.toString({ lineWidth: 0 });
}

/** Several objects in one file. */
export function toYamlStream(
  values: readonly object[],
  heading: string,
): string {
  return values
    .map((value, index) => toYaml(value, index === 0 ? heading : undefined))
    .join('---\n');
}
