export * from './cronWindow';
export * from './scaledObjectController';
