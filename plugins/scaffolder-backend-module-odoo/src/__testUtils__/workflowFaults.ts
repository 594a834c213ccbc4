import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { z } from 'zod';

/** Its own parser of GitHub: the schema of workflows and their expressions. It is ESM that neither Jest nor Node loads as it is. */
const SOURCE = `
import { readFileSync } from 'node:fs';
import { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } from '@actions/workflow-parser';

const faultsOf = async name => {
  const file = { name, content: readFileSync(name, 'utf8') };
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
};
Promise.all(process.argv.slice(2).map(faultsOf)).then(all => process.stdout.write(JSON.stringify(all.flat())));
`;

/** What GitHub has against these workflow files. */
export function workflowFaults(files: readonly string[]): string[] {
  const { outputFiles } = buildSync({
    stdin: { contents: SOURCE, resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const printed = execFileSync(process.execPath, ['-', ...files], {
    input: outputFiles[0].text,
    encoding: 'utf8',
  });
  return z.array(z.string()).parse(JSON.parse(printed));
}
