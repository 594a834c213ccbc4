export { PushedError } from './governed';
export * from './fileDiffs';
export * from './parseProposal';
export * from './parsePromotion';
export * from './prepareChange';
export * from './PreparedChange';
export * from './changeFields';
export { databaseServerTenants } from './databaseServers';
export * from './ParsedProposal';
