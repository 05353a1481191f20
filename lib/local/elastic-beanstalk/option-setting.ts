/** One option of an environment, as templates and the API name it. */
export interface OptionSetting {
  readonly namespace: string;
  readonly optionName: string;
  readonly value: string;
}
