import { Entity } from '@backstage/catalog-model';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import tenantHealthPlugin from '.';

const page = (id: string) => {
  const tester = createExtensionTester(tenantHealthPlugin.getExtension(id));
  return {
    path: tester.get(coreExtensionData.routePath),
    title: tester.get(coreExtensionData.title),
  };
};

describe('tenant-health', () => {
  // The portal's navigation and end-to-end test find the pages by these.
  it('has its pages under stable ids, paths and titles', () => {
    expect(page('page:tenant-health')).toEqual({
      path: '/tenants',
      title: 'Tenants',
    });
    expect(page('page:tenant-health/sources')).toEqual({
      path: '/sources',
      title: 'Sources',
    });
  });

  it('shows Health on environments of the registry and on nothing else', () => {
    const content = createExtensionTester(
      tenantHealthPlugin.getExtension('entity-content:tenant-health/health'),
    );
    expect(content.get(coreExtensionData.routePath)).toBe('/health');
    // The plugin hands its extensions out without the types of their outputs.
    const filter = content.get(
      EntityContentBlueprint.dataRefs.filterFunction,
    ) as ((entity: Entity) => boolean) | undefined;
    const entity = (change: Partial<Entity>): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'harbour-qa',
        annotations: { 'plumbline.dev/environment': 'harbour/qa' },
      },
      spec: { type: 'odoo-environment' },
      ...change,
    });
    expect(filter?.(entity({}))).toBe(true);
    expect(filter?.(entity({ spec: { type: 'service' } }))).toBe(false);
    expect(filter?.(entity({ kind: 'Resource' }))).toBe(false);
    expect(filter?.(entity({ metadata: { name: 'harbour-qa' } }))).toBe(false);
  });
});
