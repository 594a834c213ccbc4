import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { z } from 'zod';
import { nanosecondsOf } from './bounds';
import { compileExpression } from './compile';
import { CostMeter } from './cost';
import { createEnvironment } from './environment';
import { bytesOf } from './types/texts';

/** cel.expr.conformance.test.SimpleTest, as far as it is without messages of protobuf. */
const testSchema = z.object({
  name: z.string(),
  expr: z.string(),
  value: z.unknown().optional(),
  typedResult: z.object({ result: z.unknown().optional() }).optional(),
  evalError: z.unknown().optional(),
  container: z.string().optional(),
  checkOnly: z.boolean().optional(),
  typeEnv: z.array(z.object({ name: z.string() })).default([]),
  bindings: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
});

const suiteSchema = z.object({
  name: z.string(),
  get suites() {
    return z.array(suiteSchema).default([]);
  },
  tests: z.array(z.object({ original: testSchema })).default([]),
});
type Suite = z.infer<typeof suiteSchema>;

/** Libraries that Kubernetes does not have, and protobuf's own. */
const FOREIGN =
  /^(proto|dynamic|enums|wrappers|network_ext|block_ext|encoders_ext|math_ext|bindings_ext)/;
const MESSAGES = /TestAllTypes|google\.protobuf|GlobalEnum|\.Any\{/;

/** What the engine answers otherwise, none of which JSON of Kubernetes makes a difference for. */
const KNOWN = new Set([
  // Bytes are no text there.
  'self_eval_bytes_escape',
  'eq_bytes',
  'not_ne_bytes',
  // Compared exactly, not as doubles.
  'not_lt_dyn_int_big_lossy_double',
  'not_gt_dyn_big_double_int',
  'lte_dyn_big_double_int',
  'gte_dyn_int_big_lossy_double',
  // Numbers of JSON are never uint.
  'uint_in_ints',
  'uint_in_doubles',
  'int_in_uints',
  'double_in_uints',
  // Keys of JSON are texts, and these of literals of the policy itself.
  'map_key_null',
  'map_value_repeat_key',
  'map_value_repeat_key_heterogeneous',
  // A type is compared, not written.
  'null_type',
  'null_type_denotation',
  'type() support for string',
]);

function* testsOf(suite: Suite): Generator<z.infer<typeof testSchema>> {
  for (const { original } of suite.tests) yield original;
  for (const each of suite.suites) yield* testsOf(each);
}

const valueSchema = z.record(z.string(), z.unknown());
const entrySchema = z.object({ key: z.unknown(), value: z.unknown() });

/** A cel.expr.Value as the engine has it, or what it is written as when it is of a type of its own. */
function valueOf(written: unknown): unknown {
  const [[kind, value]] = Object.entries(valueSchema.parse(written));
  switch (kind) {
    case 'nullValue':
      return null;
    case 'int64Value':
      return BigInt(String(value));
    case 'uint64Value':
      return new UnsignedInt(BigInt(String(value)));
    case 'doubleValue':
      return Number(value);
    case 'bytesValue':
      return Buffer.from(String(value), 'base64');
    case 'listValue':
      return z
        .object({ values: z.array(z.unknown()).default([]) })
        .parse(value)
        .values.map(valueOf);
    case 'mapValue':
      return new Map(
        z
          .object({ entries: z.array(entrySchema).default([]) })
          .parse(value)
          .entries.map(entry => [valueOf(entry.key), valueOf(entry.value)]),
      );
    default:
      return value;
  }
}

/** The same text for the same value, whatever it is made of. */
function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return `${value + 0}d`;
  if (value instanceof UnsignedInt) return `${value}u`;
  const bytes = bytesOf(value);
  if (bytes) return `bytes ${bytes.toString('hex')}`;
  if (Array.isArray(value)) return `[${value.map(shown)}]`;
  if (value instanceof Duration)
    return `${Number(nanosecondsOf(value)) / 1e9}s`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) {
    return `{${[...value].map(entry => entry.map(shown).join(':')).sort()}}`;
  }
  if (value?.constructor !== Object) {
    return String(value).replace(/^Type<(.*)>$/, '$1');
  }
  const message = valueSchema.parse(value);
  if (/Timestamp$/.test(String(message['@type']))) {
    return new Date(String(message.value)).toISOString();
  }
  return '@type' in message
    ? String(message.value)
    : shown(new Map(Object.entries(message)));
}

function outcomeOf(test: z.infer<typeof testSchema>): string {
  const { expr, typeEnv, bindings } = test;
  const names = [...typeEnv.map(({ name }) => name), ...Object.keys(bindings)];
  try {
    const environment = createEnvironment([...new Set(names)]);
    const given = Object.entries(bindings).map(([name, { value }]) => [
      name,
      valueOf(value),
    ]);
    return shown(
      compileExpression(environment, expr).evaluate(
        Object.fromEntries(given),
        new CostMeter(),
      ),
    );
  } catch {
    return 'error';
  }
}

function expectedOf({
  evalError,
  value,
  typedResult,
}: z.infer<typeof testSchema>) {
  if (evalError !== undefined) return 'error';
  const result = value ?? typedResult?.result;
  return result === undefined ? 'true' : shown(valueOf(result));
}

const suites = suiteSchema
  .parse(tests)
  .suites.filter(({ name }) => !FOREIGN.test(name));

describe('the conformance tests of the CEL specification', () => {
  it.each(suites)('$name: the same value, or an error', suite => {
    const judged = [...testsOf(suite)].filter(
      ({ expr, container, checkOnly, typeEnv }) =>
        !MESSAGES.test(expr) &&
        !container &&
        !checkOnly &&
        !typeEnv.some(({ name }) => name.includes('.')),
    );
    // What is not supported is an error. It never passes, not even by failurePolicy Ignore, where only this engine has
    // none to give: it throws CelUnsupportedError.
    const other = judged.flatMap(test => {
      const outcome = outcomeOf(test);
      return outcome === 'error' ||
        outcome === expectedOf(test) ||
        KNOWN.has(test.name)
        ? []
        : [`${test.name}: ${test.expr} is ${outcome}, not ${expectedOf(test)}`];
    });
    expect(other).toEqual([]);
  });

  it('are held by nearly all that policies can use', () => {
    const judged = suites.flatMap(suite => [...testsOf(suite)]);
    const same = judged.filter(test => outcomeOf(test) === expectedOf(test));
    expect(same.length).toBeGreaterThan(1100);
  });
});
