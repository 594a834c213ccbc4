import { toError } from '@backstage/errors';
import { ruleInWords } from '@plumbline/plugin-odoo-common';
import { YamlDocument, readYamlDocuments } from '@plumbline/plugin-odoo-policy';
import { z } from 'zod';
import { Parsed, Problem } from './Parsed';

/** A file may break a rule in every line of it. */
const MAX_PROBLEMS = 20;

/** The only document of a YAML file, or every rule that it breaks and where. */
export function parseYaml<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const read = readDocument(text);
  if ('problems' in read) return read;
  const { value, lineOf } = read.document;
  const parsed = schema.safeParse(value);
  if (parsed.success) return { document: parsed.data };
  const problems = parsed.error.issues
    .flatMap(violations)
    .map(({ path, rule }) => ({
      line: lineOf(path),
      message: path.length ? `${path.join('.')}: ${rule}` : rule,
    }));
  return { problems: shortened(problems) };
}

type Readable = Extract<YamlDocument, { value: unknown }>;

function readDocument(text: string): Parsed<Readable> {
  try {
    const documents = readYamlDocuments(text);
    const problems = documents.flatMap(document =>
      'problem' in document
        ? [{ line: document.line, message: `is not YAML: ${document.problem}` }]
        : [],
    );
    if (problems.length > 0) return { problems: shortened(problems) };
    const [document, ...more] = documents.filter(
      (one): one is Readable => 'value' in one,
    );
    if (document && more.length === 0) return { document };
    const message = document
      ? `holds ${documents.length} documents: one is expected`
      : 'is empty';
    return { problems: [{ message }] };
  } catch (error) {
    // Whatever the parser stumbles over is wrong with this one file, and must not hide all the others.
    return {
      problems: [{ message: `is not YAML: ${toError(error).message}` }],
    };
  }
}

function violations(issue: z.core.$ZodIssue) {
  const { path } = issue;
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => ({
        path: [...path, key],
        rule: 'is not a field of this object',
      }))
    : [{ path, rule: ruleInWords(issue) }];
}

function shortened(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MAX_PROBLEMS) return [...problems];
  const rest = problems.length - MAX_PROBLEMS;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    { message: `and ${rest} more problems` },
  ];
}
