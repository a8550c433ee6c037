/** A value as it is written to a file. */
export type WrittenValue = string | number | boolean | readonly (string | number)[];
