import { isScalar, visit } from 'yaml';
import type { Document, Node } from 'yaml';

/** Something that YAML allows and a policy file must not have. */
export interface ForbiddenConstruct {
  problem: string;
  /** Where in the source, in characters. */
  offset: number;
}

/**
 * What YAML 1.1 takes for a boolean and YAML 1.2 for a text. Clusters read 1.1: judged as a text, `privileged: yes`
 * would pass and then be true.
 */
const YAML_1_1_BOOLEAN = /^(y|yes|n|no|on|off)$/i;

/** What clusters read as an octal or a signed number of another base, and YAML 1.2 as another or as a text. */
const YAML_1_1_NUMBER = /^([-+]?(0[0-7]+|0b[01]+|0o[0-7]+)|[-+]0x[0-9a-f]+)$/i;

/** With underscores, which clusters leave out before they read a number, it is a text to YAML 1.2. */
const NUMBER_OF_ANY_FORM =
  /^[-+]?(0x[0-9a-f]+|0b[01]+|0o[0-7]+|(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)$/i;

function isNumberInClusters(source: string): boolean {
  if (YAML_1_1_NUMBER.test(source)) return true;
  return (
    /^[-+.\d].*_/.test(source) &&
    NUMBER_OF_ANY_FORM.test(source.replaceAll('_', ''))
  );
}

/** What a scalar without quotes means to clusters and not to us. */
function misread(source: string): string | undefined {
  if (YAML_1_1_BOOLEAN.test(source)) {
    return `${source} is a boolean to kubectl and a text to others: write true or false, or put it in quotes`;
  }
  if (isNumberInClusters(source)) {
    return `${source} is one number to kubectl and another to others: write the number in decimal (0400 is 256), or put a text in quotes`;
  }
  return /^([-+]?\d+|0x[0-9a-f]+)$/i.test(source) &&
    !Number.isSafeInteger(Number(source))
    ? `${source} is too large to be judged exactly: put it in quotes if it is a text`
    : undefined;
}

/**
 * Aliases and duplicate keys of a composed document. The parser could report
 * the latter itself, in quadratic time: 50,000 keys keep it busy for 24 s.
 */
export function forbiddenConstructs(document: Document): ForbiddenConstruct[] {
  const found: ForbiddenConstruct[] = [];
  const report = (problem: string, node: Node) =>
    found.push({ problem, offset: node.range?.[0] ?? 0 });

  visit(document, {
    Scalar(_, scalar) {
      const problem =
        scalar.type === 'PLAIN' ? misread(scalar.source ?? '') : undefined;
      if (problem) report(problem, scalar);
    },
    Alias(_, alias) {
      report('aliases are not allowed', alias);
    },
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) report(`the key '${name}' is not unique`, key);
        seen.add(name);
      }
    },
  });
  return found;
}
