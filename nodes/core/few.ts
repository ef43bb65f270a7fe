/** Nearly always one value, which then takes no list to hold it: there may be very many of these. */
export type Few<Value extends object> = Value | Value[] | undefined;

/** With one more. */
export function plus<Value extends object>(few: Few<Value>, value: Value): Few<Value> {
	if (few === undefined) return value;
	if (!Array.isArray(few)) return [few, value];
	few.push(value);
	return few;
}

/** As a list. */
export function listOf<Value extends object>(few: Few<Value>): readonly Value[] {
	if (few === undefined) return [];
	return Array.isArray(few) ? few : [few];
}
