export * from './copiesOf';
export * from './readAccount';
export * from './readContainer';
export * from './readGeoStats';
