export type { ArchiveRequest } from './ArchiveRequest';
export type { ArchiveLayout } from './layout';
export { parseBlobName } from './layout';
export * from './readArchive';
export type { SampledSegment } from './SegmentSampler';
export * from './verifySegment';
export * from './examineSegments';
