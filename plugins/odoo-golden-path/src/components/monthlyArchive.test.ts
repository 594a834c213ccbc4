import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';

const archiveOf = (
  spec: EnvironmentSpec = exampleSpec(),
  platform = examplePlatform(),
) =>
  objectsIn(
    renderEnvironment(renderInputFor(spec, EXAMPLE_REF, platform)),
  ).find(object => idOf(object) === 'CronJob/odoo-monthly-archive');

describe('the monthly archive', () => {
  it('pairs a dump with the files that it names, and says so when both are there', () => {
    const archive = archiveOf()!;
    expect(archive.spec).toMatchObject({
      schedule: '0 3 1 * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
    });
    const [{ spec }] = podTemplatesOf(archive);
    const scriptOf = (container: object) =>
      (container as { command: string[] }).command[2];
    expect(scriptOf(spec.initContainers![0])).toContain('pg_dump');
    const script = scriptOf(spec.containers[0]);
    const order = [
      'rclone copy "$SOURCE" "$FILES"',
      '/files.txt',
      'database.dump "$ARCHIVES',
      'files.txt "$ARCHIVES',
      'archive.json',
      'rclone delete "$ARCHIVES"',
    ].map(part => script.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(JSON.stringify(spec)).toContain(
      'store:harbour-civil-production/archives',
    );
  });

  it('leaves the room that a database needs to be rebuilt, also when it fails', () => {
    const quotaOf = (platform = examplePlatform()) => {
      const quota = objectsIn(
        renderEnvironment(renderInputFor(exampleSpec(), EXAMPLE_REF, platform)),
      ).find(({ kind }) => kind === 'ResourceQuota')!;
      const hard = quota.spec!.hard as Record<string, string>;
      return Number(hard.persistentvolumeclaims);
    };
    const none = examplePlatform({ tiers: { 1: { monthlyArchives: 0 } } });
    // The volume of a pod lives as long as the pod, and every failed try has its own.
    const { jobTemplate, ...spec } = archiveOf()!.spec as {
      jobTemplate: { spec: { backoffLimit: number } };
    };
    const volumes = jobTemplate.spec.backoffLimit + 1;
    expect(quotaOf() - quotaOf(none)).toBe(volumes);
    expect(spec).toMatchObject({ successfulJobsHistoryLimit: 0 });
    expect(jobTemplate.spec).toMatchObject({ ttlSecondsAfterFinished: 3600 });
  });

  it('of a Flexible Server verifies the server, by the authorities that rclone brings along', () => {
    const [{ spec }] = podTemplatesOf(
      archiveOf(exampleSpec({ database: { kind: 'flexible-server' } }))!,
    );
    interface Mounting {
      name: string;
      image: string;
      command: string[];
      volumeMounts: { name: string; mountPath: string }[];
    }
    const [lending, dump] = spec.initContainers as unknown as Mounting[];
    const [archiving] = spec.containers as unknown as Mounting[];
    expect(lending.image).toBe(archiving.image);
    expect(lending.command[2]).toBe(
      'cp /etc/ssl/certs/ca-certificates.crt /authorities/',
    );
    expect(dump.volumeMounts).toContainEqual({
      name: lending.volumeMounts[0].name,
      mountPath: '/etc/ssl/certs',
      readOnly: true,
    });
    // Whose database is in the cluster needs none.
    const [own] = podTemplatesOf(archiveOf()!);
    expect(own.spec.initContainers?.map(({ name }) => name)).toEqual(['dump']);
  });

  it('is kept for as many months as the tier wants', () => {
    const platform = examplePlatform({ tiers: { 1: { monthlyArchives: 24 } } });
    expect(JSON.stringify(archiveOf(exampleSpec(), platform))).toContain(
      '{"name":"MAXIMUM_DAYS","value":"744"}',
    );
  });

  it('takes no secret out of the cluster and has no way in', () => {
    const [{ spec }] = podTemplatesOf(archiveOf()!);
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: 'odoo-filestore-copy',
    });
    expect(JSON.stringify(spec.containers[0])).not.toContain('secretKeyRef');
  });

  it('is made for the tiers that want it, where files are copied', () => {
    expect(archiveOf(exampleSpec({ tier: 2 }))).toBeUndefined();
    const { filestore, ...platform } = examplePlatform();
    expect(
      archiveOf(exampleSpec(), {
        ...platform,
        filestore: { ...filestore, copyImage: undefined },
      }),
    ).toBeUndefined();
  });
});
