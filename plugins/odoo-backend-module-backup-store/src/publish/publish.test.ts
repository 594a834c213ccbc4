import { ConfigReader } from '@backstage/config';
import { Azurite } from '../__testUtils__/azurite';
import { readPublishTargets } from '../config';
import { ContainerPublisher } from './ContainerPublisher';

jest.setTimeout(60_000);

describe('publishing into a container of another region', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await Azurite.start();
  });
  afterAll(() => azurite.stop());

  async function publisherFor(permissions: string) {
    const container = await azurite.container();
    const url = new URL(await azurite.sasUrl(container, permissions));
    const publisher = new ContainerPublisher({
      region: 'westeurope',
      containerUrl: new URL(url.origin + url.pathname),
      sasToken: url.search,
    });
    const read = async (blob: string) =>
      (await container.getBlobClient(blob).downloadToBuffer()).toString();
    return { publisher, read, url };
  }

  it('writes every document with a credential that can do nothing else, over the one of the day before', async () => {
    const { publisher, read } = await publisherFor('cw');
    for (const content of ['first', '# Größe\n']) {
      await publisher.publish([
        { path: 'recovery-order/2026-11-23.md', content },
        { path: 'recovery-order/latest.md', content },
      ]);
    }
    expect(await read('recovery-order/2026-11-23.md')).toBe('# Größe\n');
    expect(await read('recovery-order/latest.md')).toBe('# Größe\n');
    await publisher.close();
  });

  it('says what was refused and never by which credential', async () => {
    const { publisher, url } = await publisherFor('r');
    const failing = publisher.publish([{ path: 'a/b.md', content: 'x' }]);
    await expect(failing).rejects.toThrow(/a\/b\.md: refused with 403/);
    const message = await failing.catch(error => JSON.stringify(error));
    expect(message).not.toContain(url.searchParams.get('sig'));
    await publisher.close();
  });
});

describe('odoo.recovery.publish', () => {
  const read = (target: object) =>
    readPublishTargets(
      new ConfigReader({ odoo: { recovery: { publish: [target] } } }),
    );
  const target = {
    region: 'westeurope',
    containerUrl: 'https://order.blob.core.windows.net/recovery',
    sasToken: '?sp=cw&sig=secret-one',
  };

  it('takes a SAS that can write', () => {
    expect(read(target)).toMatchObject([{ region: 'westeurope' }]);
  });

  it.each([
    ['a SAS that can read', { sasToken: 'sp=rcw&sig=secret-one' }],
    ['a SAS that can delete', { sasToken: 'sp=cwd&sig=secret-one' }],
    ['a SAS that does not say what it can', { sasToken: 'sig=secret-one' }],
    ['an account', { containerUrl: 'https://order.blob.core.windows.net' }],
    ['plain http', { containerUrl: 'http://order.example/recovery' }],
  ])('refuses %s', (_, change) => {
    const reading = () => read({ ...target, ...change });
    expect(reading).toThrow('odoo.recovery.publish.0');
    expect(reading).not.toThrow('secret-one');
  });
});
