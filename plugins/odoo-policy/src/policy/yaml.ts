import { Composer, isNode, LineCounter, Parser } from 'yaml';
import type { Document } from 'yaml';
import { forbiddenConstructs } from './yamlConstructs';
import { nestingOf } from './yamlNesting';

/** What one file may hold. Larger ones are refused before they are parsed. */
export interface YamlLimits {
  characters: number;
  documents: number;
}

const POLICY_FILE: YamlLimits = { characters: 512 * 1024, documents: 200 };
/** Rendered manifests of many environments, in one stream. */
export const MANIFEST_FILE: YamlLimits = {
  characters: 8 * 1024 * 1024,
  documents: 5000,
};
const MAX_NESTING = 100;
const MAX_PROBLEMS = 20;

/** One document of a file, or what is wrong with its YAML. */
export type YamlDocument =
  | {
      value: unknown;
      line: number;
      lineOf(path: readonly PropertyKey[]): number;
    }
  | { problem: string; line?: number };

/**
 * Reads a file of YAML documents. It is untrusted: its size is bounded, and so
 * is its nesting, because composing recurses and a stack overflow in there can
 * end the process. Aliases are refused (a few lines of them expand to
 * gigabytes), and so are tags and everything the parser warns about.
 */
export function readYamlDocuments(
  content: string,
  limits: YamlLimits = POLICY_FILE,
): YamlDocument[] {
  if (content.length > limits.characters) {
    return [
      { problem: `the file is longer than ${limits.characters} characters` },
    ];
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(content)];
  const deep = tokens.find(token => nestingOf(token) > MAX_NESTING);
  if (deep) {
    const line = lines.linePos('offset' in deep ? deep.offset : 0).line;
    return [{ problem: `the YAML is nested deeper than ${MAX_NESTING}`, line }];
  }
  const composer = new Composer({
    lineCounter: lines,
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
  });
  const documents = [...composer.compose(tokens)];
  if (documents.length > limits.documents) {
    return [
      { problem: `the file has more than ${limits.documents} documents` },
    ];
  }
  return documents.flatMap(document => readDocument(document, lines));
}

function readDocument(document: Document, lines: LineCounter): YamlDocument[] {
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const problems = [
    ...[...document.errors, ...document.warnings].map(({ message, pos }) => ({
      problem: message,
      offset: pos[0],
    })),
    ...forbiddenConstructs(document),
  ];
  if (problems.length > 0) {
    return problems
      .slice(0, MAX_PROBLEMS)
      .map(({ problem, offset }) => ({ problem, line: lineAt(offset) }));
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (value === null || value === undefined) return [];
  const start = document.contents?.range?.[0] ?? 0;
  return [
    {
      value,
      line: lineAt(start),
      lineOf: path => lineAt(offsetOf(document, path) ?? start),
    },
  ];
}

/** Where the deepest existing part of the path starts. */
function offsetOf(
  document: Document,
  path: readonly PropertyKey[],
): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
