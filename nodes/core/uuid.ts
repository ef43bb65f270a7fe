/** The form of an ID that is a UUID (RFC 9562), for a locator. */
export const UUID = {
	pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
	patternInWords: 'a UUID such as 6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
	placeholder: '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
} as const;
