import * as fc from 'fast-check';
import { vaultUrlOf } from './vaultUrl';

const secrets = (vaultUrl: string) => ({
  secrets: { vaultUrl, refreshInterval: '1h' },
});
const platform = secrets('https://kv-{name}.vault.azure.net');

describe('vaultUrlOf', () => {
  it.each([
    ['acme-staging', 'https://kv-acme-staging.vault.azure.net'],
    // Exactly as long as Azure allows.
    [
      'acme-ltd-pre-productn',
      'https://kv-acme-ltd-pre-productn.vault.azure.net',
    ],
    [
      'harbour-civil-production',
      'https://kv-harbour-civi-a752bdb0.vault.azure.net',
    ],
  ])('of %s is %s, today and ever after', (name, url) => {
    expect(vaultUrlOf(platform, name)).toBe(url);
  });

  it('leaves what is no vault of Azure as it is configured', () => {
    expect(
      vaultUrlOf(
        secrets('https://vault.example/{name}'),
        'harbour-civil-pre-production',
      ),
    ).toBe('https://vault.example/harbour-civil-pre-production');
  });

  it('is a name that Azure takes, another one for another environment', () => {
    const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,60}[a-z0-9])?$/);
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [first, second] = [one, other].map(
          each => new URL(vaultUrlOf(platform, each)).hostname.split('.')[0],
        );
        expect(first).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(first.length).toBeLessThanOrEqual(24);
        expect(first === second).toBe(one === other);
      }),
    );
  });
});
