/** Tines' IDs are whole numbers. */
export const WHOLE_NUMBER_ID = {
	pattern: /^[1-9]\d*$/,
	patternInWords: 'a whole number such as 501',
	placeholder: '501',
} as const;
