export * from './bomb';
export * from './ByteCursor';
export * from './decompressed';
export * from './MalformedBackup';
export * from './rangedChunks';
export * from './verifiedStream';
export * from './isLost';
