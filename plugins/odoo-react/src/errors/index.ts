export { errorStatus, errorText } from './errorText';
export { fieldErrorsOf } from './fieldErrors';
