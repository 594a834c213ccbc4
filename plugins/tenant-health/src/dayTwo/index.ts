export { DayTwoActions, type DayTwoActionsProps } from './DayTwoActions';
export { formPath } from './dayTwoForms';
