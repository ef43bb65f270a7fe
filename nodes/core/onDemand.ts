type Method = (this: never, ...given: never[]) => Promise<unknown>;

/**
 * Methods for the lists of a panel, without their module being loaded before one of them is called:
 * n8n wants to have them all when it starts.
 *
 * @param load imports the module
 */
export function onDemand<Name extends string, Methods extends { readonly [Key in Name]: Method }>(
	load: () => Promise<Methods>,
	names: readonly Name[],
): Pick<Methods, Name> {
	const method = (name: Name) =>
		async function (this: never, ...given: never[]): Promise<unknown> {
			return await (await load())[name].apply(this, given);
		};
	const methods = Object.fromEntries(names.map((name) => [name, method(name)]));
	return methods as unknown as Pick<Methods, Name>;
}
