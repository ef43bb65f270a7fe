/**
 * A method for a list of a panel, without its module being loaded before it is called: n8n wants to
 * have all methods when it starts.
 *
 * @param load imports the module, and gives the method in it
 */
export const onDemand = <Context, Given extends unknown[], Result>(
	load: () => Promise<(this: Context, ...given: Given) => Promise<Result>>,
) =>
	async function (this: Context, ...given: Given): Promise<Result> {
		return await (await load()).apply(this, given);
	};
