/** Paragon's IDs are UUIDs. */
export const UUID = {
	pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
	patternInWords: 'a UUID such as c1dbaa21-bf20-4131-a1b9-5072a4c78f7e',
	placeholder: 'c1dbaa21-bf20-4131-a1b9-5072a4c78f7e',
} as const;
