export * from './check';
export * from './complete';
export * from './document';
export * from './environment';
export * from './expectation';
export {
  environmentFormSchema,
  formFieldOf,
  proposalFromForm,
  type EnvironmentForm,
} from './form';
export * from './plan';
export * from './ref';
export * from './releaseForm';
export { offeredDatabases, offeredTenancies } from './rules/database';
export * from './spec';
export * from './specFields';
export * from './stage';
export * from './tenancy';
export * from './updateForm';
export * from './specDifferences';
export * from './upgrade';
export * from './heldUntil';
