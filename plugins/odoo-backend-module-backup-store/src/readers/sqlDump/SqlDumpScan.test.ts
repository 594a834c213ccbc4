import fc from 'fast-check';
import { SqlDumpScan } from './SqlDumpScan';

const path = (digit: string) => `${digit.repeat(2)}/${digit.repeat(40)}`;
const UNRESTRICT = '\\unrestrict dWrQe6yRuNm\n\n';
const dump = (...lines: string[]) =>
  [
    '--\n-- PostgreSQL database dump\n--\n',
    '\\restrict dWrQe6yRuNm',
    'COPY public.res_users (id, store_fname) FROM stdin;',
    `1\t${path('9')}`,
    '\\.',
    'COPY public.ir_attachment (id, db_datas, store_fname, name) FROM stdin;',
    ...lines,
    '\\.',
    'COPY public.sale_order (id, name, note) FROM stdin;',
    `1\tS1\t${path('8')}`,
    '\\.',
    '\n--\n-- PostgreSQL database dump complete\n--\n\n',
  ].join('\n');

function scanned(text: string, size: number) {
  const files: string[] = [];
  const scan = new SqlDumpScan(file => files.push(file));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    scan.push(bytes.subarray(at, at + size));
  }
  const { isComplete, isDump, hasData } = scan;
  return { files, isComplete, isDump, hasData };
}

it('finds the stored files of attachments and no others, however the dump is cut into chunks', () => {
  const text = dump(
    `1\t\\N\t${path('a')}\tone`,
    `2\t${'x'.repeat(5000)}\t\\N\ttwo`,
    `3\t\\\\.\t${path('b')}\t\\\\.`,
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length }), size => {
      expect(scanned(text, size)).toEqual({
        files: [path('a'), path('b')],
        isComplete: true,
        isDump: true,
        hasData: true,
      });
    }),
  );
});

it.each([
  ['whole', dump(), true],
  ['whole, by a pg_dump of after August 2025', `${dump()}${UNRESTRICT}`, true],
  ['cut before its last line', dump().slice(0, -30), false],
  ['followed by something else', `${dump()}DROP TABLE sale_order;\n`, false],
])('a dump that is %s', (_, text, complete) => {
  expect(scanned(text, 4096).isComplete).toBe(complete);
});

it('sees that there is data, wherever a chunk ends', () => {
  const text = '\nCOPY public.sale_order (id) FROM stdin;\n1\n\\.\n';
  for (let size = 1; size < text.length; size++) {
    expect(scanned(text, size).hasData).toBe(true);
  }
  expect(scanned('-- COPY nothing', 4).hasData).toBe(false);
});
