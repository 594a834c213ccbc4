import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { gibibytes } from '../manifest/quantities';
import { RenderContext } from '../manifest/renderContext';

/** Attachments on a share that all Odoo pods mount; its snapshots belong to the storage class. */
export function filestoreComponent(context: RenderContext): Manifest[] {
  const { storageClass, minimumGiB } = context.platform.filestore;
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.filestore,
        component: 'filestore',
        wave: 'filestore',
        holdsData: true,
      }),
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: storageClass,
        resources: {
          requests: {
            storage: gibibytes(
              Math.max(context.spec.data.filestoreGiB, minimumGiB),
            ),
          },
        },
      },
    },
  ];
}
