import { BlobItem } from '../../store';
import { canBeTar, missingTar } from './tarFiles';

const GIB = 2 ** 30;
const lastModified = new Date(0);

function tars(files: Record<string, number>): Map<string, BlobItem> {
  return new Map(
    Object.entries(files).map(([name, size]) => [
      name,
      { name, size, lastModified },
    ]),
  );
}

describe('canBeTar', () => {
  it.each([
    ['the fixture', 9_123_840, 1_079_511, true],
    ['the fixture, cut', 4_218_313_753, 500_000, false],
    ['a record too few', 10_240 * 3 - 512, 5000, false],
    ['nothing at all', 0, 5000, false],
    ['less than is stored', 10_240, 50_000, false],
    ['more than compression can do', 10_240 * 1000, 5000, false],
    ['beyond 2^32', (10_240 * 600_000) % 2 ** 32, GIB, true],
    ['beyond 2^32, cut', ((10_240 * 600_000) % 2 ** 32) + 1, GIB, false],
    ['beyond 2^34', (10_240 * 2_000_000) % 2 ** 32, 19 * GIB, true],
  ])('%s', (_, claimed, stored, expected) => {
    expect(canBeTar(claimed, stored)).toBe(expected);
  });
});

describe('missingTar', () => {
  it.each([
    ['one file', { 'data.tar.gz': 9 }, [], undefined],
    ['parts', { 'data.tar': 9, 'data_0001.tar': 9 }, [], undefined],
    ['tablespaces', { 'data.tar': 9, '16387.tar': 9 }, ['16387'], undefined],
    ['nothing', {}, [], 'data.tar is not there'],
    ['an empty file', { 'data.tar': 0 }, [], 'data.tar has no content'],
    [
      'a hole in the parts',
      { 'data.tar': 9, 'data_0002.tar': 9 },
      [],
      'part 1 of data.tar is not there',
    ],
    ['no first part', { 'data_0001.tar': 9 }, [], 'data.tar is not there'],
    [
      'a tablespace less',
      { 'data.tar': 9, '16387.tar': 9 },
      ['16387', '16390'],
      '16390.tar is not there',
    ],
  ])('%s', (_, files, tablespaces, expected) => {
    expect(missingTar(tars(files), tablespaces)).toBe(expected);
  });
});
