import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * A property that is shown for some values of others, before its own conditions are looked at: n8n
 * takes the conditions in their order, and one that hangs on an expression for met, and with it all
 * that come after.
 */
export const displayedFor = (
	show: NonNullable<IDisplayOptions['show']>,
	{ displayOptions, ...property }: INodeProperties,
): INodeProperties => ({
	...property,
	displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
});
