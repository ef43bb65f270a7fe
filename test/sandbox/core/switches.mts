type Value = boolean | number | string;

/** Values that each switch of a set may have; a switch that is not listed has a number or yes/no. */
export type Choices<Set extends object> = {
	readonly [Name in keyof Set]?: ReadonlyArray<Set[Name]>;
};

/**
 * A set of behaviour switches with some turned.
 * @param defaults every switch there is; its values also say which type each one has
 * @throws RangeError for an unknown switch or a value that it doesn't have
 */
export function turnSwitches<Set extends { [Name in keyof Set]: Value }>(
	{ defaults, choices }: { defaults: Readonly<Set>; choices: Choices<Set> },
	current: Set,
	changes: Record<string, unknown>,
): Set {
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(defaults, name)) {
			throw new RangeError(`Unknown behaviour switch '${name}'`);
		}
		const allowed: readonly unknown[] | undefined = choices[name as keyof Set];
		if (allowed && !allowed.includes(value)) {
			throw new RangeError(`Behaviour switch '${name}' has the values ${allowed.join(', ')}`);
		}
		const wanted = typeof defaults[name as keyof Set];
		if (typeof value !== wanted || (wanted === 'number' && !((value as number) >= 0))) {
			throw new RangeError(`Behaviour switch '${name}' needs a ${wanted}`);
		}
	}
	return { ...current, ...changes };
}
