import { runInNewContext } from 'node:vm';
import { compileExpression } from './compile';
import { CostMeter } from './cost';
import { createEnvironment } from './environment';
import { CelCompileError } from './errors';
import { toCelValue } from './values';

const environment = createEnvironment(['object']);

function run(expression: string, object: unknown = { a: 1 }): unknown {
  return compileExpression(environment, expression).evaluate(
    { object: toCelValue(object) },
    new CostMeter(),
  );
}

describe('the Kubernetes library', () => {
  // Expected values follow kubernetes.io/docs/reference/using-api/cel/ and the
  // Go packages it is made of.
  it.each([
    // quantity
    [`isQuantity('1.3Gi') && isQuantity('50k') && isQuantity('1e3')`, true],
    [`isQuantity('1.3G1') || isQuantity('') || isQuantity('.')`, false],
    [`quantity('500m').add(quantity('0.5')).compareTo(quantity('1'))`, 0n],
    [
      `quantity('1Ki') == quantity('1024') && quantity('1k') != quantity('1Ki')`,
      true,
    ],
    [`quantity('9007199254740993').sub(9007199254740992).asInteger()`, 1n],
    [`quantity('50M').add(20).asInteger()`, 50000020n],
    [`quantity('150Mi').isGreaterThan(quantity('100Mi'))`, true],
    [`quantity('1').isLessThan(quantity('1001m'))`, true],
    [`quantity('1.5').isInteger()`, false],
    [`quantity('1e-12') == quantity('1n')`, true],
    [`quantity('9E999') == quantity('9223372036854775807')`, true],
    [`quantity('-5').sign()`, -1n],
    [`quantity('50.7k').asApproximateFloat()`, 50700.0],
    // url
    [`url('https://[::1]:8443/a%20b?k=1&k=2').getHost()`, '[::1]:8443'],
    [`url('https://[::1]:8443/a').getHostname()`, '::1'],
    [`url('https://EXAMPLE.com/').getHost()`, 'EXAMPLE.com'],
    [`url('https://example.com:443/a b').getEscapedPath()`, '/a%20b'],
    [`url('https://h/p?k=1&k=2').getQuery()['k']`, ['1', '2']],
    [`url('/only/path').getScheme()`, ''],
    [
      `isURL('../relative') || isURL('https://a:b/') || isURL('http://a b/')`,
      false,
    ],
    // ip and cidr
    [`ip('2001:db8::ff00:42:8329').family()`, 6n],
    [`ip.isCanonical('2001:DB8::1')`, false],
    [`string(ip('2001:db8:0:0:1:0:0:1'))`, '2001:db8::1:0:0:1'],
    [`isIP('010.1.1.1') || isIP('::ffff:1.2.3.4') || isIP('1.2.3')`, false],
    [`ip('127.0.0.1').isLoopback() && ip('::').isUnspecified()`, true],
    [
      `ip('8.8.8.8').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast()`,
      true,
    ],
    [`cidr('10.0.0.0/8').containsIP('10.1.2.3')`, true],
    [`cidr('10.0.0.0/16').containsCIDR(cidr('10.0.0.0/8'))`, false],
    [`string(cidr('192.168.1.7/24').masked())`, '192.168.1.0/24'],
    [`cidr('::/0').containsIP(ip('10.0.0.1'))`, false],
    [`isCIDR('10.0.0.0/33')`, false],
    // semver
    [`semver('1.0.0-alpha.2').isLessThan(semver('1.0.0-alpha.10'))`, true],
    [`semver('1.2.3').isGreaterThan(semver('1.2.3-rc.1'))`, true],
    [`semver('v01.2', true).compareTo(semver('1.2.0'))`, 0n],
    [`isSemver('v1.0.0') || isSemver('1.0') || isSemver('01.0.0')`, false],
    // formats
    [`format.dns1123Label().validate('web-1').hasValue()`, false],
    [
      `format.dns1123Label().validate('Web_1').value()`,
      ['must be a valid DNS label'],
    ],
    [`format.labelValue().validate('').hasValue()`, false],
    [`format.qualifiedName().validate('a.b/c/d').hasValue()`, true],
    [`format.dns1123LabelPrefix().validate('web-').hasValue()`, false],
    [`format.date().validate('2026-02-30').hasValue()`, true],
    [`format.datetime().validate('2026-02-28T10:00:00Z').hasValue()`, false],
    // regex
    [`'abc 123 456'.find('[0-9]+')`, '123'],
    [`'abc 123 456'.findAll('[0-9]+')`, ['123', '456']],
    [`'abc 123 456'.findAll('[0-9]+', 1)`, ['123']],
    [`'ABC'.matches('(?i)^abc$') && matches('abc', 'b')`, true],
    // lists and sets
    [`[1, 2, 2].isSorted() && !['b', 'a'].isSorted()`, true],
    [`[1, 2, 3].sum()`, 6n],
    [`[0.5, 1.0].sum()`, 1.5],
    [`[duration('1m'), duration('30s')].sum() == duration('90s')`, true],
    [`[duration('1m'), duration('90s')].max() == duration('1m30s')`, true],
    [`['b', 'a'].min() + ['b', 'a'].max()`, 'ab'],
    [`[1, 2, 1].indexOf(1) + [1, 2, 1].lastIndexOf(1)`, 2n],
    [`[quantity('2'), quantity('1')].min() == quantity('1')`, true],
    [
      `sets.contains(['a', 'b'], ['b']) && sets.equivalent([1, 1, 2], [2, 1])`,
      true,
    ],
    [`sets.intersects(['a'], ['b'])`, false],
    // strings
    [`'%s: %d of %.1f %x'.format(['cpu', 3, 4.25, 255])`, 'cpu: 3 of 4.2 ff'],
    [`'%s'.format([['a', 'b']])`, '[a, b]'],
    [`'aaa'.replace('a', 'b', 2) + 'aaa'.replace('a', '$&')`, 'bba$&$&$&'],
    [`size([object.a, 'b']) == 2`, true],
    [`'tacocat'.charAt(3)`, 'o'],
    [`strings.quote('a"b')`, '"a\\"b"'],
  ])('%s', (expression, expected) => {
    expect(run(expression)).toEqual(expected);
  });

  it.each([
    `quantity('nonsense')`,
    `quantity('1.5').asInteger()`,
    `url('not a url')`,
    `ip('300.1.1.1')`,
    `semver('x')`,
    `[].min() == 1`,
    `'a'.matches('(?<=b)a')`,
    `'%d'.format(['text'])`,
    `'%s %s'.format(['one'])`,
  ])('fails on %s', expression => {
    expect(() => run(expression)).toThrow();
  });

  it.each([
    ['object.a.b.c.matches("x"', 'Expected RPAREN'],
    ['authorizer.group("").check("get").allowed()', 'Unknown variable'],
    ['{?"a": object.?a}', 'Unexpected token'],
    ['cel.bind(x, 1, x)', "Kubernetes has no 'cel'"],
    [`b'{}'.json()`, "Kubernetes has no method 'json'"],
    [`'a'.nosuch()`, 'no matching overload'],
    [`[1, 'a'].size() == 2`, 'elements must have one type'],
  ])('refuses to compile %s', (expression, message) => {
    expect(() => compileExpression(environment, expression)).toThrow(
      CelCompileError,
    );
    expect(() => compileExpression(environment, expression)).toThrow(message);
  });
});

describe('values', () => {
  it('computes with integers beyond the precision of a double', () => {
    expect(run('object.n + 1 == 6', { n: 5 })).toBe(true);
    expect(run('object.n == 1.5', { n: 1.5 })).toBe(true);
  });

  it('takes lists that another realm has made', () => {
    const object = { l: runInNewContext('["a"]') };
    expect(
      run(`object.l.exists(x, x == 'a') && size(object.l) == 1`, object),
    ).toBe(true);
  });

  it('treats null fields as absent and hostile keys as data', () => {
    const object = JSON.parse('{"a": null, "__proto__": {"admin": true}}');
    expect(run('has(object.a)', object)).toBe(false);
    expect(run('has(object.admin) || has(object.constructor)', object)).toBe(
      false,
    );
    expect(run('size(object)', object)).toBe(1n);
  });

  it('refuses objects that are too deep or too large', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expect(() => toCelValue(cyclic)).toThrow('nested deeper');
    expect(() => toCelValue(['x'.repeat(4_000_000)])).toThrow('larger');
  });
});

describe('bounds', () => {
  it('answers patterns that make a backtracking engine hang', () => {
    const text = `${'a'.repeat(50_000)}b`;
    expect(run(`object.text.matches('^(a+)+$')`, { text })).toBe(false);
    expect(run(`object.text.find('^(a|a)*$')`, { text })).toBe('');
  });

  it('leaves string literals and comments alone when it rewrites matches', () => {
    expect(run(`'x.matches(y)' == 'x.matches(' + 'y)' // .matches(`)).toBe(
      true,
    );
    expect(
      run(`object.l.all(x, x.matches('^a') || 'it.matches(it)' == x)`, {
        l: ['a', 'it.matches(it)'],
      }),
    ).toBe(true);
  });

  const list = Array.from({ length: 300 }, (_, index) => index);
  const long = Array.from({ length: 30_000 }, (_, index) => index);
  it.each([
    [
      'nested macros',
      'object.l.all(a, object.l.all(b, object.l.all(c, true)))',
    ],
    [
      'swallowed errors',
      'object.l.all(a, object.l.all(b, object.l.all(c, true))) || true',
    ],
    [
      'nested maps',
      'size(object.l.map(a, object.l.map(b, object.l.map(c, c)))) > 0',
    ],
    ['growing strings', `size(object.l.map(a, object.s + object.s)) > 0`],
    [
      'growing lists',
      `size(object.l.map(a, object.l + object.l + object.l + object.l + object.l + object.l + object.l + object.l)) > 0`,
    ],
    [
      'patterns that are made anew',
      `object.l.all(x, !'a'.matches('(a{500}){2}' + string(x)))`,
    ],
    ['sets', 'sets.equivalent(object.long, object.long)'],
    ['replacement', `object.s.replace('x', object.s) == ''`],
  ])('stops %s', (_, expression) => {
    expect(() =>
      run(expression, { l: list, long, s: 'x'.repeat(200_000) }),
    ).toThrow('costs more than');
  });
});
