import { readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { ROOT, isFile, plugins, readText } from '../plugins';

const documents = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .map(String)
  .filter(path => path.endsWith('.md'));
const readmes = plugins().map(({ folder }) => `plugins/${folder}/README.md`);

/** Paths that a text links to, relative to the repository. */
function linked(file: string): string[] {
  const text = readText(file).replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target.split('#')[0])
    .filter(target => target !== '' && !/^[a-z]+:/.test(target))
    .map(target => normalize(join(dirname(file), target)));
}

const pagesOf = (nav: unknown): string[] => {
  if (typeof nav === 'string') return [nav];
  return typeof nav === 'object' && nav
    ? Object.values(nav).flatMap(pagesOf)
    : [];
};

describe('what is written', () => {
  it.each(plugins())('$name says what it is', ({ folder }) => {
    expect(readText('plugins', folder, 'README.md')).toMatch(/^# \S+/);
  });

  it.each(plugins().filter(({ configSchema }) => configSchema))(
    '$name says how it is configured',
    ({ folder }) => {
      expect(readText('plugins', folder, 'README.md')).toMatch(
        /config\.d\.ts|`odoo\./,
      );
    },
  );

  it.each(['README.md', ...readmes, ...documents.map(path => `docs/${path}`)])(
    '%s links to what exists',
    file => {
      expect(linked(file).filter(path => !isFile(path))).toEqual([]);
    },
  );

  it('is found in TechDocs, every page of it', () => {
    const { nav } = parse(readText('mkdocs.yml'));
    expect(pagesOf(nav).sort()).toEqual([...documents].sort());
    const { metadata } = parse(readText('catalog-info.yaml'));
    expect(metadata.annotations).toEqual({
      'backstage.io/techdocs-ref': 'dir:.',
    });
  });
});
